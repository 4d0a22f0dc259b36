/** Version of the engine; part of the hash that every result carries. Changes when results change. */
export const engineVersion = '0.1.0';
