/**
 * The compiled kernels of networks that the strict kernels do not know (assembly/network): one instance for every thread on
 * a run's memory. Bit for bit the model of src/models/neuralNetwork.ts, without minibatches and without a formula as
 * activation; a formula as loss is evaluated here, once a block.
 */
import { sincos } from '../../../math/trig.ts';
import type { ModelData } from '../../../models/data.ts';
import { isActivationName, type NeuralNetworkSpec, networkOf } from '../../../models/networkSpec.ts';
import { networkLoss, networkWeights, rowsOf } from '../../../models/neuralNetwork.ts';
import { wasm } from '../built/network.ts';
import { packColumns, packRows } from '../data.ts';

/** Addresses are in bytes, in the run's memory (from 2^31 on, too); see external.ts. */
export interface NetworkKernels {
  gather(x: number, lo: number, hi: number, sum: number, stored: number): void;
  drift(x: number, lo: number, hi: number, field: number, stored: number, out: number): void;
}

/** In the order of the module's numbers. */
const ACTIVATIONS = ['tanh', 'sigmoid', 'relu', 'softplus', 'identity', 'sin'];

/** Whether these kernels compute the network, full batch. */
export function hasNetworkKernels(spec: NeuralNetworkSpec): boolean {
  return isActivationName(spec.activation);
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

/** Float64 numbers that gather leaves for the drift, for every tile of four particles. */
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
  const [evenFactor, oddFactor] = [-even / data.count, -odd / data.count];
  const gradient = new Float64Array(outputs);
  const pair = new Float64Array(2);
  const { exports } = new WebAssembly.Instance(compiled, {
    env: {
      memory,
      sincos(x: number, out: number) {
        sincos(x, pair);
        // an address beyond 2^31 arrives as a negative number
        new Float64Array(memory.buffer, out >>> 0, 2).set(pair);
      },
      lossGradients(field: number, out: number) {
        const present = new Float64Array(memory.buffer, field >>> 0, data.count * outputs);
        const written = new Float64Array(memory.buffer, out >>> 0, 2 * data.count * outputs);
        for (let b = 0; b < data.count; b++) {
          loss.gradient(present, b * outputs, targets, b * loss.targetLength, gradient, 0);
          for (let k = 0; k < outputs; k++) {
            written[2 * (b * outputs + k)] = evenFactor * gradient[k];
            written[2 * (b * outputs + k) + 1] = oddFactor * gradient[k];
          }
        }
      },
    },
  });
  const kernels = exports as unknown as NetworkKernels & {
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
    data.features + (bias ? 1 : 0),
    trained,
    ACTIVATIONS.indexOf(spec.activation),
    even * size,
    odd * size,
    confinement,
  );
  return kernels;
}
