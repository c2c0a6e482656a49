/** True for 127.0.0.0/8 and ::1, also in their IPv4-mapped form. */
export const isLoopbackAddress = (address: string): boolean =>
  address === "::1" || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);
