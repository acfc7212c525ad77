export const start = () => ({});
