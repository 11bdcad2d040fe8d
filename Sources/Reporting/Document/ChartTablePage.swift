public import Assessment

extension ChartDocument {
  /// The content of the chart as tables, for where it could not be drawn: an HTML page that stands alone,
  /// marked as the chart would be, readable without scripts, without network and by screen readers.
  ///
  /// Equal charts, releases and reasons give equal bytes. The tables hold what the chart shows and what its
  /// picture had no room for, of a network at most the 2,000 most linked entities; nothing that the release
  /// gate did not let out.
  ///
  /// - Parameters:
  ///   - release: What the chart was made from.
  ///   - reason: Why it was not drawn, such as `took longer than 60 s and was ended`.
  public func tablePage(in release: Release, notDrawn reason: String) -> [UInt8] {
    let content: Markup = """
      <div class="warning"><p><strong>The chart could not be drawn:</strong> \(SafeText(reason).oneLine(300)). \
      These tables stand in its place; draw it again, or a smaller part of it.</p></div>
      <p>\(SafeText(summary))</p>
      \(tables.map(\.markup).joined())<p>\(SafeText(notShown))</p>

      """
    return AssessmentDocument.page(
      header: release.header, title: SafeText(title), navigation: "", main: content)
  }
}
