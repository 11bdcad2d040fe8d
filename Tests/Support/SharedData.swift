public import Foundation

/// The real data sets that lie beside the checkout, where they are present.
public enum SharedData {
  /// The root of the checkout the tests were built from.
  public static let checkout = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Returns the folder or file `path` below the shared data, or nil where the data is not present.
  public static func url(_ path: String) -> URL? {
    let url = checkout.deletingLastPathComponent().appendingPathComponent("shared/data/\(path)")
    return FileManager.default.fileExists(atPath: url.path) ? url : nil
  }
}
