"""Writes test/golden/yaml-1-1.json: what PyYAML makes of plain scalars. Needs python3-yaml.

Usage: python3 scripts/yaml-1-1.py > test/golden/yaml-1-1.json
"""

import json

import yaml

SCALARS = """
1e-3 1e3 1.5e3 1.5e+3 1.5e-3 1.e-3 1.e+3 .5 -.5 +.5 .5e-3 .5e3 5. -5. 012 -012 +012 0o17 0x1F 0b101 -0b1 1_000 1_0.5 0_1
1:30 1:30:00 1:30.5 -1:30 190:20:30 1:60 60:30 01:30 0:30 on On ON oN off Off OFF yes Yes YES yEs no No NO true True TRUE
tRue false ~ null Null nan 08 09 0789 0 00 000 007 -0 +1 -1 1 12 1.0 0.5 -0.5 +0.5 1e5 1E5 1.0E-5 1.0e+21 1.0e-7 1e+5
0.1e5 12e03 1_000.5 2026-03-02 2026-3-2 2026-03-02T08:30:00Z 2026-03-02T08:30:00 2026-03-02t8:30:00.5+01:00 2026-13
v1.4.0 1.4.0 5m 30s 250ms 1,000 latency p95 a1 x-1 --1 +-1 .e5 e5 1e 0x 0xg 0b2 0o8 _1 1__0 ._5 %x
y Y n N yeS nO oN ofF TrUe .inf -.inf +.inf .Inf .INF .nan .NaN .NAN inf 0O17 0o7 0o_7 0b1_0 0B1 +0x1F -0x1F 0xFF 0XFF
0x1_F 1_ 1_000_000 +1_000 -1_000.5 1_000e3 6.02e23 6.02e+23 1. -1. +1. 1.e3 1E-3 1.5E3 1.5E+3 1e03 1e+03 .5E-3 .5E3 .5e+3
10:20 100:59 0:0 1:2:3:4 +1:30 12:30:45 08:30 23:59:59 1:30.25 1_0:30 1:3 1:030 24:00:00 1:30: 1:: :30 = - -- + . .. ._ e1
2026-03-02T08:30Z 2026-03-02T08:30:00.123456Z 2026-03-02T08:30:00+02:00 2026-03-02T08:30:00+2 2026-02-30 0001-01-01
20260302 2026-03 2026 03-02-2026 2026/03/02 00:00:00 00012 0_7 07_7 0_8 -0o17 +0o17 -07 +08 0.0 00.5 01.5 -01.5 0e0 0E5
""".split() + ["2026-03-02 08:30:00", "2026-03-02 08:30:00 Z", "2026-03-02  8:30:00 -5", "2026-3-2 8:30:00", "1 000", "1 e3"]


def reading(source):
    try:
        value = yaml.safe_load("a: " + source)["a"]
    except yaml.YAMLError:
        return {"type": "error"}
    except ValueError:
        # It takes the scalar for a number or a date, which then is none.
        return {"type": "failure"}
    name = {"str": "text", "int": "number", "float": "number", "bool": "truth", "NoneType": "nothing"}
    kind = name.get(type(value).__name__, "date")
    return {"type": kind} if kind == "date" else {"type": kind, "value": str(value)}


if __name__ == "__main__":
    rows = {source: reading(source) for source in SCALARS}
    print(json.dumps({"pyyaml": yaml.__version__, "scalars": rows}, indent=1))
