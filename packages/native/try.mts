import { parsePolicy, compilePolicy, profileText } from "@sbx/core";
import { run, PLAIN_STAGE } from "./src/index.ts";
import { writeSync } from "node:fs";
const rules = process.argv[2]!.split(";").map(s=>s.trim()).filter(Boolean);
const { policy } = parsePolicy([{kind:"profile",name:"off"} as any, ...rules.map((text,i)=>({kind:"line",text,name:"-m"} as any))], {environment: process.env as any, profileText:(n:string)=>profileText(n,{} as any)} as any) as any;
const image = compilePolicy(policy);
const t=performance.now();
const r = run({argv: process.argv.slice(3), environment: process.env as any, policyImage: image, stage: PLAIN_STAGE, onEvent: (e)=>{ writeSync(2, JSON.stringify({...e, path: e.path && Buffer.from(e.path).toString()})+"\n"); }});
writeSync(2, JSON.stringify(r)+" "+(performance.now()-t).toFixed(1)+"ms\n");
