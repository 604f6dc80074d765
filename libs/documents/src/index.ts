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
  Paper,
  ReceiptForm,
  RefusalForm,
  RegisterForm,
  RegisterRow,
  StopForm,
  SupplementForm,
} from './form-data';
export { TrackingAddressTooLong } from './page/qr-code';
export { renderForm } from './render-form';
