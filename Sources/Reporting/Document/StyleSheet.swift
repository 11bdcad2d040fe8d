import Records

/// The style of documents: system fonts, high contrast, and A4 in print with the marking in the
/// margin of every page.
enum StyleSheet {
  static func text(marking: Marking) -> Markup {
    """
    :root { color-scheme: light; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; max-width: 76rem; padding: 0 1.25rem 2rem; color: #111; \
    background: #fff; font: 1rem/1.5 "Liberation Sans", Arial, Helvetica, sans-serif; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 1rem 0; }
    h2 { font-size: 1.5rem; margin: 2.5rem 0 .75rem; border-bottom: 2px solid #33475b; }
    h3 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
    h4 { font-size: 1rem; margin: 0; }
    a { color: #0b3c8c; }
    a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid #111; outline-offset: 2px; \
    background: #ffdd00; color: #111; }
    .skip { position: absolute; left: -100rem; padding: .5rem 1rem; }
    .skip:focus { left: 1rem; top: 1rem; }
    .marking { color: #7a0019; text-align: center; border-top: 3px solid #7a0019; \
    border-bottom: 3px solid #7a0019; padding: .25rem; margin: 1rem 0; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); \
    gap: .5rem 1.5rem; margin: 1rem 0; }
    .facts dt { font-weight: bold; }
    .facts dd { margin: 0; overflow-wrap: anywhere; }
    .wide { overflow-x: auto; margin: 1rem 0; }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; }
    caption { text-align: left; font-weight: bold; padding: .25rem 0; }
    th, td { border-bottom: 1px solid #8a949e; padding: .3rem .5rem; text-align: left; \
    vertical-align: top; overflow-wrap: break-word; }
    thead th { border-bottom: 2px solid #33475b; vertical-align: bottom; overflow-wrap: normal; }
    tbody th { font-weight: normal; }
    .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .blank { height: 3rem; min-width: 8rem; }
    .id { color: #4a4a4a; font-size: .85em; }
    .caveats, .warning { border-left: 6px solid #b34700; padding: .25rem 1rem; }
    figure { margin: 1rem 0; }
    figure > svg { width: 100%; height: auto; max-height: 90vh; }
    figcaption { font-size: .9rem; }
    details { margin: 1rem 0; }
    summary { cursor: pointer; padding: .25rem 0; }
    @page { size: A4; margin: 20mm 14mm; \
    @top-center { content: "\(SafeText(marking.rawValue))"; color: #7a0019; font: bold 10pt \
    "Liberation Sans", Arial, sans-serif; } \
    @bottom-center { content: "\(SafeText(marking.rawValue))"; color: #7a0019; font: bold 10pt \
    "Liberation Sans", Arial, sans-serif; } \
    @bottom-right { content: counter(page) " / " counter(pages); font: 9pt "Liberation Sans", \
    Arial, sans-serif; } }
    @page wide { size: A4 landscape; margin: 16mm 12mm; }
    @media print {
    #list { page: wide; }
    #list table { font-size: 7pt; }
    #list figure > svg { max-height: 115mm; }
    body { max-width: none; padding: 0; font-size: 10pt; }
    nav, .skip, summary { display: none; }
    a { color: inherit; text-decoration: none; }
    h2 { break-after: avoid; } h3 { break-after: avoid; }
    #list, #positions, #quality, #annex, article { break-before: page; }
    #positions > article:first-of-type { break-before: auto; }
    tr, figure, .caveats { break-inside: avoid; }
    thead { display: table-header-group; }
    .wide { overflow: visible; }
    table { font-size: 8pt; }
    figure > svg { max-height: 235mm; }
    }

    """
  }
}
