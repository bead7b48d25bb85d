import { exactError } from '/work/wt/theory/src/pruning/theory/exactError.ts';
import { gaussianMagnitude, stableMagnitude } from '/work/wt/theory/src/pruning/theory/laws.ts';
for (const law of [gaussianMagnitude(), stableMagnitude(1.5), stableMagnitude(1.9)]) for (const units of [50, 5000*784]) {
  const t = performance.now();
  const v = [0.002,0.1,0.5,.9].map(k => Math.sqrt(exactError(law, 2, {units, kept: Math.ceil(k*units)}).mean));
  console.log(law.name, units, v, performance.now()-t);
}
