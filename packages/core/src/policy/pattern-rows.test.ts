import { describe, expect, test } from "vitest";
import { actionOf, CATEGORY_INDEX, compilePolicy, openPolicy, parsePolicy } from "./index.ts";
import { encodeUtf8 } from "./utf8.ts";

/** Which of the names a pattern of `allow/mkdir` matches, below /r: the names without the directory. */
const matched = (pattern: string, names: string): string => {
  const { policy } = parsePolicy([{ kind: "line", text: `allow/mkdir+${pattern}` }], { environment: {} });
  const sealed = openPolicy(compilePolicy(policy));
  return names
    .split(" , ")
    .filter((name) => {
      const bytes = encodeUtf8(`/r/${name}`);
      return actionOf(sealed.decide(CATEGORY_INDEX.mkdir, bytes, 0, bytes.length)) === 0;
    })
    .join(" , ");
};

describe("patterns match as recorded", () => {
  test.each([
    ["O254", "/r/*", "a , .a , d/a , a b", "a , .a , a b"],
    ["O255", "/r/a*", "a , ab , a.b , b , d/ab", "a , ab , a.b"],
    ["O256", "/r/*a*b*", "ab , xaybz , ba , aab", "ab , xaybz , aab"],
    ["O257", "/r/?", "a , ab , 1", "a , 1"],
    ["O258", "/r/??", "a , ab , é", "ab , é"],
    ["O259", "/r?a", "a", ""],
    ["O260", "/r/d?a", "d/a , dxa", "dxa"],
    ["O261", "/r/d*a", "d/a , dxa , da , dxyza", "dxa , da , dxyza"],
    ["O262", "/r/d**a", "d/a , dxa , d/sub/a , da", "d/a , dxa , d/sub/a , da"],
    ["O263", "/r/**", "a , d/a , d/sub/a", "a , d/a , d/sub/a"],
    ["O264", "/r/d/**", "a , d/a , d/sub/a , dd", "d/a , d/sub/a"],
    ["O265", "/r/n/**", "n", ""],
    ["O266", "/r/n/***", "n , n/a , nn", "n , n/a"],
    ["O267", "/r/n***", "n , nn , n/a", "n , nn , n/a"],
    ["O268", "/r/***/a", "a , d/a , d/sub/a", "a , d/a , d/sub/a"],
    ["O269", "/r/**/a", "a , d/a , d/sub/a , d/ba", "a , d/a , d/sub/a"],
    ["O270", "/r/**/sub/a", "d/sub/a , sub , d/a", "d/sub/a"],
    ["O271", "/r/d/**/sub/**", "d/sub/a , d/a", "d/sub/a"],
    ["O273", "/**/a", "a , b", "a"],
    ["O274", "/***", "a , d/sub/a", "a , d/sub/a"],
    ["O275", "/r/*/a", "d/a , a , d/sub/a", "d/a"],
    ["O276", "/r/[abc]", "a , d2 , c , ab , x2", "a , c"],
    ["O277", "/r/[a-c]x", "ax , bx , dx , Ax", "ax , bx"],
    ["O278", "/r/[!a]", "a , b , 1", "b , 1"],
    ["O279", "/r/[^a]", "a , b", "b"],
    ["O280", "/r/d[!x]a", "d/a , dya", "dya"],
    ["O281", "/r/d[/]a", "d/a", ""],
    ["O282", "/r/[]a]", "] , a , b", "] , a"],
    ["O283", "/r/[a-]", "a , - , b", "a , -"],
    ["O284", "/r/[-a]", "- , b", "-"],
    ["O285", "/r/[[:digit:]]", "1 , a", "1"],
    ["O286", "/r/[[:alpha:]][[:digit:]]*", "a1 , a1x , 1a", "a1 , a1x"],
    ["O287", "/r/[![:digit:]]", "1 , a", "a"],
    ["O288", "/r/[[:nosuch:]]", "a , n", ""],
    ["O289", "/r/[abc", "a , [abc", "[abc"],
    ["O290", "/r/a]", "a]", "a]"],
    ["O291", "/r/\\*", "* , a", "*"],
    ["O292", "/r/\\?", "? , a", "?"],
    ["O293", "/r/\\[a]", "[a] , a", "[a]"],
    ["O294", "/r/a\\b", "ab , a\\b", "a\\b"],
    ["O295", "/r/a\\\\b", "a\\b , ab", ""],
    ["O296", "/r/[a]\\b", "ab , a\\b", "ab"],
    ["O297", "/r/[a]\\\\b", "a\\b", "a\\b"],
    ["O298", "/r/*\\", "a , a\\", ""],
    ["O299", "/r/a\\", "a , a\\", "a\\"],
    ["O300", "/r/[\\]]", "] , \\", "]"],
    ["O301", "/r/{a,b}", "a , {a,b}", "{a,b}"],
    ["O302", "/r/a ", "a", ""],
    ["O303", "/r/d/", "d", "d"],
    ["O304", "/r/n/", "n", "n"],
  ])("%s %s", (_, pattern, names, expected) => {
    expect(matched(pattern, names)).toBe(expected);
  });
});
