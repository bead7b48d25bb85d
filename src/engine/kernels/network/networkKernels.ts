/**
 * The compiled kernels of networks that the strict kernels do not know, and of minibatches (assembly/network): one instance
 * for every thread on a run's memory. Bit for bit the model of src/models/neuralNetwork.ts. A formula as activation is a
 * module of its own; the gradients of the loss are computed here, once a step.
 */
import { sincos } from '../../../math/trig.ts';
import type { ModelData } from '../../../models/data.ts';
import { type NeuralNetworkSpec, networkOf, servedByKernel } from '../../../models/networkSpec.ts';
import { networkLoss, networkWeights, rowsOf } from '../../../models/neuralNetwork.ts';
import type { Plan } from '../../plan.ts';
import { wasm } from '../built/network.ts';
import { packColumns, packRows } from '../data.ts';
import { createActivationKernel } from '../formula/activation.ts';
import { createSelection, type SelectionExports } from './selection.ts';

/** Addresses are in bytes, in the run's memory (from 2^31 on, too); see external.ts. */
export interface NetworkKernels {
  gather(x: number, lo: number, hi: number, sum: number, stored: number): void;
  drift(x: number, lo: number, hi: number, field: number, stored: number, out: number): void;
  /** The field that drift sees has changed. */
  prepare(): void;
  /** As a model's (src/models/model.ts). */
  selectPoints(points: Int32Array | undefined): void;
}

/** In the order of the module's numbers. */
const ACTIVATIONS = ['tanh', 'sigmoid', 'relu', 'softplus', 'identity', 'sin'];
const FORMULA = ACTIVATIONS.length;

/** Whether these kernels compute the plan's network. */
export function usesNetworkKernels({ model, scheme }: Pick<Plan, 'model' | 'scheme'>): boolean {
  return model.name === 'neural-network' && (scheme.name === 'sgd' || !servedByKernel(model));
}

/** A network's data as the kernels read them: the header's entries `rows` and `columns`. */
export function networkTables(
  spec: NeuralNetworkSpec,
  data: ModelData,
): { readonly rows: Float64Array; readonly columns: Float64Array } {
  const { bias } = networkOf(spec);
  const wide = { ...data, inputs: rowsOf(data, bias), features: data.features + (bias ? 1 : 0) };
  return { rows: packRows(wide), columns: packColumns(wide) };
}

/** Float64 numbers that gather leaves for the drift, for every tile of four particles: room for all points. */
export function networkStored(data: ModelData): number {
  return 2 * 4 * 4 * Math.ceil(data.count / 4);
}

let compiled: WebAssembly.Module | undefined;

/**
 * @param memory the run's, with dim, fieldDim, tanh, `rows` and `columns` in its header (runMemory.ts)
 * @param scratch of the thread; areas of a tile are written, and those of the noise's draws, but not the field
 */
export function createNetworkKernels(
  spec: NeuralNetworkSpec,
  data: ModelData,
  particles: number,
  memory: WebAssembly.Memory,
  scratch: number,
): NetworkKernels {
  compiled ??= new WebAssembly.Module(Uint8Array.from(atob(wasm), (c) => c.charCodeAt(0)));
  const { trained, bias, outputs, confinement } = networkOf(spec);
  const { loss, targets } = networkLoss(spec, data);
  const { even, odd, size } = networkWeights(spec, particles);
  const width = data.features + (bias ? 1 : 0);
  const dim = width + (trained ? outputs : 0);
  const formula = data.formulas?.activation;
  const activation = ACTIVATIONS.indexOf(spec.activation);
  const gradient = new Float64Array(outputs);
  const pair = new Float64Array(2);
  const fieldDim = data.count * outputs;
  let chosen: Int32Array | undefined;
  const { exports } = new WebAssembly.Instance(compiled, {
    env: {
      memory,
      sincos(x: number, out: number) {
        sincos(x, pair);
        // an address beyond 2^31 arrives as a negative number
        new Float64Array(memory.buffer, out >>> 0, 2).set(pair);
      },
      lossGradients(field: number, out: number) {
        const present = new Float64Array(memory.buffer, field >>> 0, fieldDim);
        const written = new Float64Array(memory.buffer, out >>> 0, 2 * fieldDim);
        const points = chosen?.length ?? data.count;
        const [evenFactor, oddFactor] = [-even / points, -odd / points];
        for (let j = 0; j < points; j++) {
          const b = chosen?.[j] ?? j;
          loss.gradient(present, b * outputs, targets, b * loss.targetLength, gradient, 0);
          for (let k = 0; k < outputs; k++) {
            written[2 * (j * outputs + k)] = evenFactor * gradient[k];
            written[2 * (j * outputs + k) + 1] = oddFactor * gradient[k];
          }
        }
      },
      activateFormula: formula ? createActivationKernel(formula, memory, scratch) : noFormula,
    },
  });
  const kernels = exports as unknown as Omit<NetworkKernels, 'selectPoints'> &
    SelectionExports & {
      setUp(scratch: number): void;
      configure(
        points: number,
        outputs: number,
        width: number,
        trained: boolean,
        activation: number,
        even: number,
        odd: number,
        confinement: number,
      ): void;
    };
  kernels.setUp(scratch);
  kernels.configure(
    data.count,
    outputs,
    width,
    trained,
    activation < 0 ? FORMULA : activation,
    even * size,
    odd * size,
    confinement,
  );
  const { gather, drift, prepare } = kernels;
  const select = createSelection(kernels, memory, scratch, dim, fieldDim);
  return {
    gather,
    drift,
    prepare,
    selectPoints(points) {
      chosen = points;
      select(points);
    },
  };
}

function noFormula(): never {
  throw new Error('The network has no formula as activation.');
}
