import Foundation
import Glibc
@testable import Records

/// What libFuzzer calls with each input: the target that `FUZZ_TARGET` names reads it. A target ends the
/// program where what it reads breaks a promise, and libFuzzer keeps the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  // SAFETY: libFuzzer owns `count` bytes behind `data` for the time of the call; they are copied.
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: data, count: count))
  chosen(bytes)
  return 0
}

private typealias Target = @Sendable ([UInt8]) -> Void

private let targets: [String: Target] = [
  "csv": readRows, "rows": importRows, "mapping": readMapping, "policy": readPolicy,
  "weights": readWeights, "dot": writeDot, "any": { readGraph($0, as: nil) },
  "edges": { readGraph($0, as: .edges) }, "matrix": { readGraph($0, as: .matrix) },
  "graphml": { readGraph($0, as: .graphml) }, "gexf": { readGraph($0, as: .gexf) },
  "gml": { readGraph($0, as: .gml) }, "pajek": { readGraph($0, as: .pajek) },
  "json": { readGraph($0, as: .json) }, "ftm": { readGraph($0, as: .ftm) },
  "metis": { readGraph($0, as: .metis) },
]

private let chosen: Target = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  guard let target = targets[name] else {
    breach("FUZZ_TARGET: '\(name)' is none of \(targets.keys.sorted().joined(separator: ", "))")
  }
  return target
}()

/// Ends the program, as a crash that libFuzzer reports, unless `condition` holds.
func require(_ condition: Bool, _ promise: @autoclosure () -> String) {
  if !condition { breach(promise()) }
}

/// Requires that what a reader says is one line that names a next step.
func requireMessage(_ error: any Error) {
  let message = "\(error)"
  require(!message.contains(where: \.isNewline), "a message of several lines: \(message)")
  require(message.contains(":") && message.contains(";"), "no place or next step: \(message)")
}

private func breach(_ promise: String) -> Never {
  FileHandle.standardError.write(Data("BROKEN PROMISE: \(promise)\n".utf8))
  abort()
}

/// A file in memory that is written anew for each input, for what reads files only.
struct ScratchFile {
  let path: String

  init(_ name: String) {
    path = "/dev/shm/ocg-fuzz-\(getpid())-\(name)"
  }

  /// Makes `bytes` the content, and returns the path.
  func holding(_ bytes: [UInt8]) -> String {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // SAFETY: `write` reads `bytes.count` bytes of the array, which outlives the call.
    let written = unsafe bytes.withUnsafeBytes {
      unsafe write(descriptor, $0.baseAddress, $0.count)
    }
    require(descriptor >= 0 && written == bytes.count, "cannot write \(path)")
    close(descriptor)
    return path
  }
}
