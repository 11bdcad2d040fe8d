public import Records

extension Release {
  /// The safeguarding worklist: the one product that names possible victims, for those whose duty is to
  /// protect them. It has no points, no ranks and no members of groups; its order is by label, so that
  /// no place in it says anything.
  ///
  /// It is a release of its own, made by `Assessment.safeguarding(...)`: no writer of other products
  /// accepts it, and no other product holds it.
  public struct Safeguarding: Sendable, Equatable {
    /// Why somebody is under the victim shield.
    public enum Ground: String, Sendable, CaseIterable {
      case named = "named as a victim or possible victim"
      case child = "under eighteen by a date of birth on record"
      case possiblySame = "may be somebody who is shielded"
      case later = "by what came in after the period"
    }

    /// What should be seen to for one person.
    public struct Prompt: Sendable, Equatable {
      public enum Kind: String, Sendable, CaseIterable {
        case noCrimeRecord = "referral without a crime record"
        case noSubmission = "referral without an intelligence submission"
        case alsoSuspect = "also named as a suspect"
        case crowded = "lives where more people live than may"
        case payTaken = "paid into an account with others"
      }

      public let kind: Kind
      /// One sentence with what it rests on.
      public let words: String

      package init(kind: Kind, words: String) {
        self.kind = kind
        self.words = words
      }
    }

    public struct Person: Sendable, Equatable {
      public let entity: EntityID
      public let label: String
      /// The first that applies.
      public let ground: Ground
      /// Keys of the source records, by key.
      public let records: [String]
      public let prompts: [Prompt]

      package init(
        entity: EntityID, label: String, ground: Ground, records: [String], prompts: [Prompt]
      ) {
        self.entity = entity
        self.label = label
        self.ground = ground
        self.records = records
        self.prompts = prompts
      }
    }

    public let header: Header
    /// By label, then id.
    public let people: [Person]

    package init(header: Header, people: [Person]) {
      self.header = header
      self.people = people
    }
  }
}
