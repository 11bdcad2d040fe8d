public import Assessment
import Records

/// The released network as a Pajek file.
public enum Pajek {
  /// A Pajek network: vertices numbered from 1 and named `label (entity id)`, and an arc for each link with
  /// the number of reports behind it as its value and its kind as its label. Marking, period and run digest
  /// are the name of the network. Of text the format has no quoting: quotes and backslashes become
  /// apostrophes and strokes.
  ///
  /// Equal releases give equal bytes.
  ///
  /// > Source: V. Batagelj, A. Mrvar, "Pajek: program for analysis and visualization of large networks:
  /// > reference manual", 2.05, 2011.
  public static func write(_ release: Release) -> [UInt8] {
    let header = release.header
    let name =
      "\(header.marking.rawValue) \(header.title) \(header.period.name) \(header.runDigest)"
    var text = "*Network \(plain(name))\n*Vertices \(release.network.nodes.count)\n"
    for (index, node) in release.network.nodes.enumerated() {
      text += "\(index + 1) \"\(plain("\(node.label) (\(node.entity.text))"))\"\n"
    }
    text += "*Arcs\n"
    for link in release.network.links {
      text += "\(link.from + 1) \(link.to + 1) \(link.reports) l \"\(plain(link.type.words))\"\n"
    }
    return Array(text.utf8)
  }

  private static func plain(_ raw: String) -> String {
    SafeText(raw).oneLine(240).text.replacing("\"", with: "'").replacing("\\", with: "/")
  }
}
