/** The closing text of bench/README.md. */
export const TRAPS = `## How it is measured, and the traps

- **Checked before timed.** A sampler must pass a Kolmogorov test on 1e6 samples and have the right number
  of them beyond the quantile 1 − 1e−4 (false alarms 1e−9 each). A step must give our positions after three
  steps of η = 1 without noise (1e−9, float32 1e−4; N odd, so that it fills no block or vector), and the 200,000
  numbers that the noise adds in one step must follow the law. Who fails is shown as failed, without a time.
- **Interleaved.** Every contestant is a process of its own that stays alive; the driver goes round and
  round. A machine that slows down for a minute slows all of them. A timing during which the process had less
  than 97 % of a core is repeated (three times at most).
- **Warm.** The round before the first is thrown away: V8's baseline compiler is several times slower than
  its optimising one, Numba compiles at the first call, the first touch of memory costs a page fault.
- **One thread each**: OMP_NUM_THREADS, OPENBLAS_NUM_THREADS, MKL_NUM_THREADS, NUMBA_NUM_THREADS = 1 before
  the import, torch.set_num_threads(1). A BLAS that quietly uses two cores doubles a rival. No core is pinned.
- **A rival must be good.** C++ counts as vectorised only when libmvec's symbols are in it
  (\`nm | grep _ZGV\`); GCC prefers 256-bit vectors unless told -mprefer-vector-width=512 (twice as slow here).
  The tuned program needs huge pages and prefetch beyond N = 1e4, or waits for memory a third of its time.
  NumPy in cache-sized chunks with out= buffers is 1.5 to 3 times as fast as whole arrays.
- **float32 stays float32?** NumPy 1 turns float32 array / Python int into float64 when the int exceeds
  65535; float32(π)/2 has a negative cosine, hence NaN once in 10⁷ samples. Both looked like slow or broken rivals.
- **fastmath** is granted to the rivals (-Ofast, Numba fastmath=True): it lets them vectorise sums. It also
  forbids them infinities, which the checks would show.
- **Same work.** The field is gathered in every step; tanh may be kept between gather and drift; the
  generator is the rival's choice (none of theirs is addressable: ours pays for a number that is a function
  of seed, particle, cell and coordinate).
- **Same data regime.** tanh and sin cost more for large arguments in scalar libraries: all start from the
  same positions and run with the same step and noise.
- **Steps only.** Start, tables and thread start are in no figure but that of \`verify\`, which is the whole
  command. Efficiency is from differences of long and short runs.
- **Memory** is the peak of the whole process, Node and its compiled code included.
- **Losses stay in the table.** A row is judged on the Node that did worse.`;
