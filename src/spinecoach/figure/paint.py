"""Colours and lines of the drawings: in the SVG itself, so that they hold as an image in light, dark and print."""

STYLE = """
.o{fill:none;stroke:#55524c;stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}
.skin,.shirt,.trousers,.sock,.chair,.roll,.core,.mat,.towel,.weight{stroke:#5b5750;stroke-width:2.2;stroke-linejoin:round;paint-order:stroke}
.skin{fill:#ece0d2}.shirt{fill:#d3dde0}.trousers{fill:#97a7ae}.sock{fill:#e6e3dc}
.far .skin{fill:#f1e9de}.far .trousers{fill:#aebbc0}.far path{stroke:#827d75}
.chair,.roll{fill:#e4dacb;stroke:#9a9184;stroke-width:1.6}.core{fill:#cfc2ae;stroke:#9a9184;stroke-width:1.6}
.mat{fill:#e9ece3;stroke:#b9bdb0;stroke-width:1.2}.wall{fill:#ebe6dc;stroke:#b9b0a0;stroke-width:1.2}.edge{fill:#cfd5c6}
.towel{fill:#f0e6d6;stroke:#9a9184;stroke-width:1.6}.weight{fill:#6f6b65;stroke:#3f3c38;stroke-width:1.2}
.ghost{fill:none;stroke:#8b857b;stroke-width:1.3;stroke-dasharray:4 3}.ghost.in{fill:#fbf9f5;stroke:none}
.patch.patch{stroke:none}
.face{fill:#5b5750;stroke:none}.nose{fill:#d9c4ae;fill-opacity:.75;stroke:none}
.bead{fill:#fff;fill-opacity:.92;stroke:#8b9498;stroke-linejoin:round}
.lit{fill-opacity:1}
.cervical .lit{fill:#d9772b;stroke:#7d3d0c}
.thoracic .lit{fill:#23957f;stroke:#0c5346}
.lumbar .lit{fill:#7f63c4;stroke:#43307c}
.glow{fill-opacity:.3;stroke:none}.cervical .glow{fill:#d9772b}.thoracic .glow{fill:#23957f}.lumbar .glow{fill:#7f63c4}
.spot{fill:#d9772b;fill-opacity:.55;stroke:#7d3d0c;stroke-width:1.4}
.arrow{fill:none;stroke:#2d2a26;stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.halo{fill:none;stroke:#fbf9f5;stroke-width:7;stroke-linecap:round;stroke-linejoin:round;stroke-opacity:.85}
.ground{fill:#2d2a26;fill-opacity:.09}
@media (prefers-color-scheme:dark){
.skin{fill:#b7aa9b}.shirt{fill:#6f7e84}.trousers{fill:#46535a}.sock{fill:#8f8b84}
.far .skin{fill:#9a8f83}.far .trousers{fill:#3b464c}
.skin,.shirt,.trousers,.sock,.far path{stroke:#1d2023}
.chair,.roll{fill:#4d4841;stroke:#26241f}.core{fill:#3d3934;stroke:#26241f}.mat{fill:#363a33;stroke:#262a25}.wall{fill:#33302b;stroke:#211f1b}.edge{fill:#2b2f29}
.towel{fill:#5a544a;stroke:#26241f}.weight{fill:#8b8780}.ghost{stroke:#8f897f}.ghost.in{fill:#17191b}
.face{fill:#26241f}.nose{fill:#a1907e}.o{stroke:#1d2023}
.bead{fill:#e8e6e1;fill-opacity:.85;stroke:#41494d}
.cervical .lit{fill:#f0944b;stroke:#4a2407}
.thoracic .lit{fill:#48c2aa;stroke:#08352d}
.lumbar .lit{fill:#a78fe6;stroke:#2a1d52}
.arrow{stroke:#f3efe8}.halo{stroke:#17191b}.ground{fill:#000;fill-opacity:.35}}
@media print{.skin,.sock{fill:#fff}.shirt{fill:#eee}.trousers{fill:#bbb}.glow{fill:#000;fill-opacity:.15}
.cervical .lit,.thoracic .lit,.lumbar .lit{fill:#222;stroke:#000}}
""".replace("\n", "")

PAPER = """
.o{fill:none;stroke:#333;stroke-width:1.5;stroke-linejoin:round;stroke-linecap:round}
.skin,.shirt,.trousers,.sock,.chair,.roll,.core,.mat,.towel,.weight{stroke:#333;stroke-width:2.4;stroke-linejoin:round;paint-order:stroke}
.skin,.sock{fill:#fff}.shirt{fill:#e4e4e4}.trousers{fill:#b4b4b4}
.far .skin{fill:#f4f4f4}.far .trousers{fill:#cacaca}.far path{stroke:#777}
.chair,.roll,.towel{fill:#f0f0f0;stroke:#888;stroke-width:1.6}.core{fill:#ccc;stroke:#888;stroke-width:1.6}
.mat,.wall{fill:#f4f4f4;stroke:#aaa;stroke-width:1.2}.edge{fill:#ddd}.weight{fill:#666;stroke:#222;stroke-width:1.2}
.ghost{fill:none;stroke:#777;stroke-width:1.4;stroke-dasharray:4 3}.ghost.in{fill:#fff;stroke:none}
.patch.patch{stroke:none}
.face{fill:#333;stroke:none}.nose{fill:#ddd;stroke:none}
.bead{fill:#fff;stroke:#777;stroke-linejoin:round}
.lit.lit{fill:#222;stroke:#000}
.glow{fill:#000;fill-opacity:.15;stroke:none}
.spot{fill:#000;fill-opacity:.6;stroke:#000;stroke-width:1.4}
.arrow{fill:none;stroke:#000;stroke-width:3.4;stroke-linecap:round;stroke-linejoin:round}
.halo{fill:none;stroke:#fff;stroke-width:8;stroke-linecap:round;stroke-linejoin:round;stroke-opacity:.9}
.ground{fill:#000;fill-opacity:.08}
""".replace("\n", "")
"""The same for paper: greys alone, so that nothing is told by a colour that a printer may not have. A typesetter that
reads no media queries is served as well."""
