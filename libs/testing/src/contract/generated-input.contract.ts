import type { ContractSubject } from './contract-subject.js';
export function generatedInputContract(_subject: ContractSubject): void {}
