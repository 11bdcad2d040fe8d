import Testing

@testable import Reporting

@Suite("SVG allow-list")
struct SVGDocumentTests {
  private func rebuilt(_ body: String) throws -> String {
    let text = "<svg width=\"9pt\" height=\"9pt\" viewBox=\"0 0 9 9\">\(body)</svg>"
    return String(
      decoding: try SVGDocument(graphviz: Array(text.utf8)).bytes(
        title: "T<", description: "D&"), as: UTF8.self)
  }

  @Test(
    "Anything that is not on the list is refused",
    arguments: [
      "<script>alert(1)</script>", "<a href=\"x\"/>", "<g onmouseover=\"alert(1)\"/>",
      "<g style=\"x\"/>", "<path d=\"url(#x)\"/>", "<path d=\"M0\" fill=\"url(#x)\"/>",
      "<foreignObject/>", "<image xlink:href=\"/etc/passwd\"/>", "<use href=\"#x\"/>",
      "<text font-weight=\"x\">t</text>", "<g transform=\"javascript:1\"/>", "<style>x</style>",
      "<image xlink:href=\"person.svg\" x=\"a\"/>", "<animate/>",
    ])
  func refused(body: String) {
    #expect(throws: GraphvizRenderer.Refusal.self) { _ = try rebuilt(body) }
  }

  @Test(
    "XML that is not well formed or too clever is refused",
    arguments: [
      "<g>", "<g></p>", "<g a=\"1\" a=\"2\"/>", "<g a='1'/>", "&bogus;", "<text>&#0;</text>",
      "<text>\u{1}</text>", "<![CDATA[x]]>", "<?php x?>", "<text>&#xD800;</text>",
      "<g></g></svg><svg>",
    ])
  func malformed(body: String) {
    #expect(throws: GraphvizRenderer.Refusal.self) { _ = try rebuilt(body) }
  }

  @Test("Graphviz's titles, ids and comments go; ours, text and pictures stay")
  func kept() throws {
    let svg = try rebuilt(
      "<!-- n1 --><g id=\"node1\" class=\"node\"><title>n1</title>"
        + "<text x=\"1\" y=\"2\" font-family=\"Evil\" font-size=\"9.00\">a&#45;b &lt; c</text>"
        + "<image xlink:href=\"person.svg\" width=\"38px\" height=\"38px\" x=\"1\" y=\"-2\"/></g>")
    #expect(!svg.contains("n1") && !svg.contains("node") && !svg.contains("Evil"))
    #expect(svg.contains("<title>T&lt;</title>") && svg.contains("<desc>D&amp;</desc>"))
    #expect(svg.contains(">a-b &lt; c</text>"))
    #expect(svg.contains("<svg width=\"38\" height=\"38\" x=\"1\" y=\"-2\" viewBox=\"0 0 48 48\""))
    #expect(svg.contains("Liberation Sans, Arial, Helvetica, sans-serif"))
  }

  @Test("What was rebuilt passes the list again unchanged")
  func idempotent() throws {
    let svg = try rebuilt("<g><path d=\"M0,1C2,3\" fill=\"none\" stroke=\"transparent\"/></g>")
    #expect(SVGDocument.markup(checking: Array(svg.utf8))?.text == svg)
    #expect(SVGDocument.markup(checking: Array("<svg><script/></svg>".utf8)) == nil)
  }

  @Test("Deep nesting is refused and not followed")
  func deep() {
    let body = String(repeating: "<g>", count: 100_000) + String(repeating: "</g>", count: 100_000)
    #expect(throws: GraphvizRenderer.Refusal.self) { _ = try rebuilt(body) }
  }

  @Test("Every picture of ours passes the list it is inlined under")
  func pictures() throws {
    for icon in ChartIcon.all {
      let text = String(decoding: icon.bytes, as: UTF8.self)
      #expect(text.hasPrefix("<?xml version=\"1.0\""))
      #expect(DrawnText(icon.bytes).isWellFormed, "\(icon.file)")
      #expect(SVGDocument.markup(checking: icon.bytes) != nil, "\(icon.file)")
    }
    #expect(Set(ChartIcon.all.map(\.file)).count == ChartIcon.all.count)
  }
}

@Suite("Placing and numbers")
struct PlacingTests {
  @Test(
    "Packed circles keep their gap and each touches another", arguments: 0..<12 as Range<UInt64>)
  func packing(seed: UInt64) {
    var state = seed &+ 99
    let radii = (0..<30).map { _ -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 5 + Double((state >> 33) % 400) / 10
    }
    let places = CirclePacking.places(radii: radii, gap: 3)
    for i in radii.indices {
      var nearest = Double.infinity
      for j in radii.indices where j != i {
        let dx = places[i].x - places[j].x
        let dy = places[i].y - places[j].y
        nearest = min(nearest, (dx * dx + dy * dy).squareRoot() - radii[i] - radii[j])
      }
      #expect(nearest > 3 - 1e-5 && nearest < 3 + 1e-5, "circle \(i) of seed \(seed)")
    }
  }

  @Test(
    "Numbers are clamped and printed without exponents",
    arguments: [
      (1.0, "1"), (0.304, "0.30"), (-2.25, "-2.25"), (.infinity, "10"), (-.infinity, "-5"),
      (.nan, "-5"), (1e300, "10"), (0.05, "0.05"), (-0.001, "0"),
    ])
  func numbers(value: Double, expected: String) {
    #expect(DotWriter.decimal(value, -5...10) == expected)
  }

  @Test("A label that Graphviz would refuse for its length is left empty")
  func longLabel() {
    var writer = DotWriter(directed: true)
    let long = SafeText(String(repeating: "x", count: 20_000))
    writer.node(0, [(.label, .markup("<b>\(long)</b>"))])
    writer.close()
    #expect(writer.text == "digraph chart {\n  n0 [label=\"\"];\n}\n")
  }
}
