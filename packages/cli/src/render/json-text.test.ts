import { expect, test } from "vitest";
import { jsonText } from "./json-text.ts";

test("nothing that a terminal acts upon comes out as it is, and it reads back the same (pitfall 9)", () => {
  const text = "a\u001b[2Jb\u007f\u009b31m\u202e\u2028\u2066\ufeffé漢\n";
  const written = jsonText({ text });
  expect(written).toBe(String.raw`{"text":"a\u001b[2Jb\u007f\u009b31m\u202e\u2028\u2066\ufeffé漢\n"}`);
  expect(JSON.parse(written)).toEqual({ text });
});
