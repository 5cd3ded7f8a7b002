// One solc instance, standard JSON, and the contract of a source that a run means.
//
// The settings are fixed: legacy pipeline, optimiser off, so that the truth does not depend on
// rewrites of the optimiser. The other pipeline is for looking only: it shows which programs depend
// on an order of evaluation that the language leaves open.

import solc from 'solc';

export const EVM_VERSION = 'osaka';
/** Set, for workers too, by `--via-ir`. */
export const VIA_IR = 'PEER_VIA_IR';
const FILE = 'program.sol';

/** `{ ok, errors, contract, abi, abis, bytecode }`; `errors` are solc's own texts. */
export function compile(source) {
  const input = {
    language: 'Solidity',
    sources: { [FILE]: { content: source } },
    settings: {
      evmVersion: EVM_VERSION,
      optimizer: { enabled: false },
      viaIR: process.env[VIA_IR] === '1',
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'], '': ['ast'] } },
    },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input)));
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error').map((e) => e.formattedMessage);
  if (errors.length > 0) return { ok: false, errors };
  const name = contractToRun(output.sources?.[FILE]?.ast);
  if (name === null) return { ok: false, errors: ['There is no contract that can be deployed.'] };
  const contracts = output.contracts[FILE];
  const bytecode = contracts[name].evm.bytecode.object;
  if (/[^0-9a-f]/.test(bytecode)) return { ok: false, errors: [`${name} needs a library to be linked.`] };
  return {
    ok: true,
    errors: [],
    contract: name,
    abi: contracts[name].abi,
    // Errors and events of libraries are looked up here when the contract's own ABI has none.
    abis: [contracts[name].abi, ...Object.values(contracts).map((c) => c.abi)],
    bytecode,
  };
}

/** The last concrete contract of the source. */
function contractToRun(ast) {
  const concrete = (ast?.nodes ?? []).filter(
    (node) => node.nodeType === 'ContractDefinition' && node.contractKind === 'contract' && !node.abstract,
  );
  return concrete.length > 0 ? concrete[concrete.length - 1].name : null;
}

export const version = () => solc.version();
