public import Assessment
import Records

/// The assessment of a period as a document that stands alone.
public enum AssessmentDocument {
  /// HTML5 in one file: readable without scripts, without network and by screen readers, and laid out
  /// for A4 in print, with the marking on every printed page.
  ///
  /// `charts` holds association charts by position id, `scores` waterfalls of scores by position id,
  /// `overview` and `ranks` the charts of the whole list, all SVG as `ChartWorker.draw` returns it. They
  /// are checked against the allow-list again; an association chart that is missing or does not pass
  /// leaves its table of links in its place, and each of the others has its table beside it anyway. Every
  /// score is printed exactly, in points with three decimals. Equal releases and charts give equal bytes.
  public static func html(
    of release: Release, charts: [String: [UInt8]], overview: [UInt8]? = nil,
    ranks: [UInt8]? = nil, scores: [String: [UInt8]] = [:]
  ) -> [UInt8] {
    let header = release.header
    let pages = PositionSections(release: release, charts: charts, scores: scores)
    let sections: [(id: String, title: String, content: Markup)] = [
      ("judgements", "Key judgements", JudgementSections.judgements(of: release)),
      ("scope", "Scope and method", JudgementSections.scope(of: release)),
      ("list", "Review list", pages.list(overview: overview, ranks: ranks)),
      ("positions", "Charted positions", pages.all),
      ("bridges", "Brokers and bridges", RelianceSections.bridges(release)),
      ("findings", "Overdue, unowned and inconsistent entries", EvidenceSections.findings(release)),
      ("registers", "Codes, referrals and decisions", RegisterSections.checks(release)),
      ("bodies", "Tables for partner bodies and systems", BodySections.all(release)),
      ("hubs", "Shared places and things", EvidenceSections.hubs(release)),
      ("quality", "Data quality", EvidenceSections.quality(release)),
      ("annex", "Annex: parameters and versions", EvidenceSections.annex(release)),
    ]
    let contents = sections.map {
      "<li><a href=\"#\(SafeText($0.id))\">\(SafeText($0.title))</a></li>\n" as Markup
    }
    let body = sections.map {
      """
      <section id="\(SafeText($0.id))" aria-labelledby="h-\(SafeText($0.id))">
      <h2 id="h-\(SafeText($0.id))">\(SafeText($0.title))</h2>
      \($0.content)</section>

      """ as Markup
    }
    return page(
      header: header, title: SafeText("\(header.title), \(header.period.name)"),
      navigation: """
        <nav aria-label="Contents"><ol>
        \(contents.joined())</ol></nav>

        """, main: body.joined())
  }

  /// A page that stands alone: its style in it, no scripts, nothing loaded, marked at top and bottom.
  static func page(
    header: Release.Header, title: SafeText, navigation: Markup, main: Markup
  ) -> [UInt8] {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="en-GB">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <meta name="referrer" content="no-referrer">
      <title>\(SafeText(header.marking.rawValue)) – \(title)</title>
      <style>
      \(StyleSheet.text(marking: header.marking))</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the assessment</a>
      <header>
      \(marking(header))<h1>\(title)</h1>
      \(facts(of: header))</header>
      \(navigation)<main id="main">
      \(main)</main>
      <footer>
      <p>\(SafeText(ChartFurniture.caution))</p>
      \(marking(header))</footer>
      </body>
      </html>

      """
    return Array(page.text.utf8)
  }

  private static func marking(_ header: Release.Header) -> Markup {
    """
    <p class="marking"><strong>\(SafeText(header.marking.rawValue))</strong> \
    \(SafeText(header.handling))</p>

    """
  }

  private static func facts(of header: Release.Header) -> Markup {
    let last = header.period.end.adding(days: -1)
    let facts: [(String, String)] = [
      ("Period", "\(header.period.name), \(header.period.start.words) to \(last.words)"),
      ("Data cut", header.dataCut?.words ?? "not known"),
      ("Prepared for", header.recipient), ("Run", header.runDigest),
      ("Engine", header.engineVersion), ("Policy", header.policy),
    ]
    let rows = facts.map {
      "<div><dt>\(SafeText($0.0))</dt><dd>\(SafeText($0.1))</dd></div>\n" as Markup
    }
    return "<dl class=\"facts\">\n\(rows.joined())</dl>\n"
  }
}
