/** What agencies give: results that keep the contracts of the procedures. */
export const RESULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'certify-copies': { number: 'CT-1' },
  'certify-marital-status': { number: 'HN-1' },
  'birth-registration': {
    number: '112',
    book: '01/2023',
    page: '56',
    registeredOn: '2023-10-27',
    personalId: '079323000123',
    document: { code: 'KQ.G15.000031' },
  },
  'permanent-residence': { noticeNumber: 'TB-1', registeredOn: '2023-10-28' },
  'health-insurance-card': { cardNumber: 'TE1792600001234', insuranceNumber: '7926000012', validFrom: '2023-10-27' },
  'death-registration': { number: '31', book: '01/2023', page: '16', registeredOn: '2023-10-27', document: { code: 'KQ.G15.000034' } },
  'residence-deletion': { noticeNumber: 'TB-2', deletedOn: '2023-10-28' },
  'funeral-allowance': { decisionNumber: 'QĐ-1', decidedOn: '2023-11-02', amount: 18_000_000 },
};
