export type {
  ApologyForm,
  ControlSheetForm,
  Extension,
  FormData,
  FormNumber,
  HandOver,
  Holder,
  Office,
  Officer,
  OfDossier,
  Paper,
  ReceiptForm,
  RefusalForm,
  RegisterForm,
  RegisterRow,
  StopForm,
  SupplementForm,
} from './form-data';
export { FORM_TITLES } from './form-titles';
export { TrackingAddressTooLong } from './page/qr-code';
export { FormPrinter, PrinterBusy, PrintFailed } from './threads/form-printer';
export { developmentSeal } from './seal/development-seal';
export { sealPdf } from './seal/seal-pdf';
export { sealFromFile, SealFileUnusable, type SealFileProblem } from './seal/seal-file';
export { sealingTime } from './seal/sealing-time';
export { SealUnavailable, type SealPort } from './seal/seal-port';
export { SealRefused, type SealRefusal } from './seal/seal-refused';
