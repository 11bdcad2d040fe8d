import Foundation

/// A policy file that lives as long as the value.
final class TemporaryPolicy {
  let path: String

  init(_ text: String) throws {
    path = NSTemporaryDirectory() + "policy-\(UUID().uuidString).json5"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
