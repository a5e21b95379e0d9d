const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id as we write it: lower case. */
export const isUuid = (text: string): boolean => UUID.test(text);
