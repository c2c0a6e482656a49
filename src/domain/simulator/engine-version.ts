/**
 * Names the behaviour of the simulator and the shim: the same engine, lab, program and seed give the same trace hash
 * for ever. It grows with every change that changes a hash; tests/simulation/pinned-runs.test.ts notices a change that
 * forgot it.
 */
export const ENGINE_VERSION = 1;
