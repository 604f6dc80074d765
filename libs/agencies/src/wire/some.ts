/** A member, if there is a value: for spreading into an object that leaves out what it does not have. */
export const some = <K extends string, V>(name: K, value: V | undefined): { readonly [P in K]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: V };
