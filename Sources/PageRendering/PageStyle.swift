/// How the page looks: one column on a phone, as many as there is room for elsewhere, light or dark as the reader's machine is.
enum PageStyle {
  /// What the policy in the page names the text by: its SHA-256.
  static let digest = "sha256-06HgqC9cNXkm1tUkTOh385qwAxUljBrtnkDTKPP01sY="

  static let text = """
    :root{--back:#fff;--card:#f6f7f8;--line:#d5d9dd;--text:#1d2125;--dim:#535a61;--link:#0b57b8;--bar:#2f6fbf;\
    --good:#0b6129;--goodback:#dff3e5;--soft:#6f4400;--softback:#fdeecb;--bad:#9c1620;--badback:#fde3e4;--faintback:#e7e9eb}
    @media (prefers-color-scheme:dark){:root{--back:#14171a;--card:#1d2125;--line:#3a4148;--text:#e8eaec;--dim:#a9b1b9;\
    --link:#8fbcff;--bar:#6ea8f5;--good:#93e5ab;--goodback:#143821;--soft:#ffd182;--softback:#3d2c07;--bad:#ffb0ab;\
    --badback:#481619;--faintback:#2e343a}}
    *{box-sizing:border-box}
    body{margin:0;padding:1rem;background:var(--back);color:var(--text);font:1rem/1.45 system-ui,sans-serif;overflow-wrap:anywhere}
    main,footer{max-width:75rem;margin:0 auto}
    h1{margin:0;font-size:1.5rem}
    h2{margin:1.5rem 0 .5rem;font-size:1.2rem}
    h3{margin:0;font-size:1.05rem}
    p{margin:.3rem 0}
    a{color:var(--link)}
    q{color:var(--dim)}
    footer{margin-top:2rem;border-top:1px solid var(--line);color:var(--dim)}
    .sum,.cards span,.runs strong{display:inline-block;padding:.1rem .5rem;border-radius:.3rem;font-weight:600}
    .cards span,.runs strong{font-size:.9rem}
    .good{color:var(--good);background:var(--goodback)}
    .soft{color:var(--soft);background:var(--softback)}
    .bad{color:var(--bad);background:var(--badback)}
    .faint{color:var(--text);background:var(--faintback)}
    li.bad{background:none}
    .notes{margin:.5rem 0;padding:.5rem .5rem .5rem 1.6rem;color:var(--soft);background:var(--softback);border-radius:.3rem}
    .cards,.runs{display:grid;gap:.75rem;margin:0;padding:0;list-style:none}
    .cards{grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr))}
    .cards>li,.runs>li{padding:.75rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem}
    .runs ul{margin:.3rem 0 0;padding-left:1.2rem}
    dl{margin:.5rem 0 0}
    dl>div{display:flex;gap:.5rem}
    dt{flex:0 0 5rem;color:var(--dim)}
    dd{flex:1;margin:0;min-width:0}
    .nets dt{flex-basis:9rem}
    meter{display:block;width:100%;height:.6rem;margin:.15rem 0 .35rem;border:0;border-radius:.3rem;background:none}
    @supports (-moz-appearance:none){meter{background:var(--faintback)}}
    meter::-webkit-meter-inner-element{display:block}
    meter::-webkit-meter-bar{height:.6rem;background:var(--faintback);border:0;border-radius:.3rem}
    meter::-webkit-meter-optimum-value{background:var(--bar);border-radius:.3rem}
    meter::-moz-meter-bar{background:var(--bar);border-radius:.3rem}
    #trouble:not(:empty){padding:.3rem .5rem;color:var(--bad);background:var(--badback);border-radius:.3rem}
    """
}
