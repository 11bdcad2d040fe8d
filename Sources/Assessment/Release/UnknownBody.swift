extension Release {
  /// An owner, a judge or a source that names no body of the policy's alias table.
  public struct UnknownBody: Sendable, Equatable {
    /// Such as `owner` or `judge of a disruption`.
    public let field: String
    /// As it is stated.
    public let text: String
    /// The ids of the entries that state it, ascending; empty for a stated figure, which has no id.
    public let entries: [String]

    package init(field: String, text: String, entries: [String]) {
      self.field = field
      self.text = text
      self.entries = entries
    }
  }
}
