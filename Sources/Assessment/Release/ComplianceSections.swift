extension Release {
  /// A report whose crime identifier code is absent or not on the list.
  public struct CodeFault: Sendable, Equatable {
    public let system: String
    /// The report's number.
    public let reference: String
    /// As it came; nil where there is none.
    public let code: String?

    package init(system: String, reference: String, code: String?) {
      self.system = system
      self.reference = reference
      self.code = code
    }
  }

  /// The crime identifier codes of all reports against a supplied list.
  public struct CodeCheck: Sendable, Equatable {
    /// The file of the list.
    public let list: String
    /// How many reports were checked.
    public let checked: Int
    /// Systems none of whose reports has a code: not checked.
    public let systemsWithoutCodes: [String]
    /// By system, then number.
    public let faults: [CodeFault]

    package init(list: String, checked: Int, systemsWithoutCodes: [String], faults: [CodeFault]) {
      self.list = list
      self.checked = checked
      self.systemsWithoutCodes = systemsWithoutCodes
      self.faults = faults
    }
  }

  /// How many victim referrals lack what must follow them. Which they are is in the safeguarding
  /// worklist alone: the number of a referral points to a possible victim.
  public struct ReferralCheck: Sendable, Equatable {
    public let checked: ShieldedCount
    /// How many, in words that tell no one or two apart; nil where the register ties no referral to a
    /// crime record, so that nothing can be said.
    public let withoutCrimeRecord: String?
    /// Nil where it ties none to an intelligence submission.
    public let withoutSubmission: String?

    package init(checked: ShieldedCount, withoutCrimeRecord: String?, withoutSubmission: String?) {
      self.checked = checked
      self.withoutCrimeRecord = withoutCrimeRecord
      self.withoutSubmission = withoutSubmission
    }
  }

  /// A group that the network suggests and an analyst rejected: it has no position.
  public struct RejectedGroup: Sendable, Equatable {
    /// Labels of its open members, by label.
    public let members: [String]
    public let decision: Position.Decision

    package init(members: [String], decision: Position.Decision) {
      self.members = members
      self.decision = decision
    }
  }
}
