// Deploys one compiled contract at the fixed self address and runs calls against it.
//
// Every machine starts from an empty state. What a call does never depends on gas prices, fees or
// the caller's balance: none of them exists in the playground.

import { Common, Mainnet } from '@ethereumjs/common';
import { createEVM } from '@ethereumjs/evm';
import { SimpleStateManager } from '@ethereumjs/statemanager';
import { Account, Address } from '@ethereumjs/util';

import { fromHex, toHex } from './abi.mjs';
import { EVM_VERSION } from './compile.mjs';
import { calldataOf, SELF_ADDRESS } from './program.mjs';

/** Gas of one call; a program that needs more is reported as `halt out of gas`. */
const GAS_LIMIT = 30_000_000n;
const BLOCK_GAS_LIMIT = 1_000_000_000n;

export class Machine {
  static async create() {
    const machine = new Machine();
    const common = new Common({ chain: Mainnet, hardfork: EVM_VERSION });
    machine.state = new SimpleStateManager({ common });
    machine.evm = await createEVM({ common, stateManager: machine.state, allowUnlimitedContractSize: true });
    machine.self = new Address(SELF_ADDRESS);
    await machine.state.putAccount(machine.self, new Account(1n, 0n));
    return machine;
  }

  /** Runs the creation code with the arguments of `call` behind it and keeps the code it returns. */
  async deploy(bytecode, call) {
    const code = Uint8Array.from(Buffer.concat([fromHex(bytecode), call.arguments]));
    const outcome = await this.#run(call, new Uint8Array(0), code);
    if (outcome.status !== 'ok') return outcome;
    await this.state.putCode(this.self, fromHex(outcome.returnData));
    return { ...outcome, returnData: '0x' };
  }

  async call(call) {
    return this.#run(call, calldataOf(call), undefined);
  }

  async #run(call, data, code) {
    const caller = new Address(call.sender);
    const result = await this.evm.runCall({
      to: this.self,
      caller,
      origin: caller,
      value: call.value,
      data,
      code,
      gasLimit: GAS_LIMIT,
      skipBalance: true,
      block: block(call),
    });
    // What lives for one transaction only: transient storage, warm addresses, refunds.
    this.evm.transientStorage.clear();
    await this.evm.journal.cleanup();
    return outcomeOf(result.execResult);
  }
}

function outcomeOf(result) {
  const outcome = {
    status: 'ok',
    returnData: toHex(result.returnValue),
    gasUsed: String(result.executionGasUsed),
    events: [],
  };
  if (result.exceptionError) {
    const reason = result.exceptionError.error;
    if (reason === 'revert') outcome.status = 'revert';
    else Object.assign(outcome, { status: 'halt', halt: reason, returnData: '0x' });
    return outcome;
  }
  outcome.events = (result.logs ?? []).map(([, topics, data]) => ({
    topics: topics.map(toHex),
    data: toHex(data),
  }));
  return outcome;
}

function block(call) {
  return {
    header: {
      number: call.block,
      coinbase: new Address(new Uint8Array(20)),
      timestamp: call.time,
      difficulty: 0n,
      prevRandao: new Uint8Array(32),
      gasLimit: BLOCK_GAS_LIMIT,
      baseFeePerGas: 0n,
      slotNumber: 0n,
      getBlobGasPrice: () => 1n,
    },
  };
}
