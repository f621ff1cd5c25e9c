export function $hash(){return "0123456789abcdef"}
