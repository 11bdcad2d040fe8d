public import Records

extension Position {
  /// What a contribution speaks of.
  public enum Scale: String, Sendable, CaseIterable {
    /// Harm, likelihood and capability as a scoring matrix asks for them.
    case matrix
    /// The place in the network.
    case network
    /// How urgent the review is; part of neither score.
    case review
  }

  /// The two scores of a position, never made into one: the order of reviews comes from the policy's
  /// sum, and these say where it comes from.
  public struct Scores: Sendable, Equatable {
    /// In thousandths of a point: the sums of the contributions of each scale.
    public let matrix: Int
    public let network: Int
    /// Where each would put the position, from 1; equal scores share the best rank.
    public let matrixRank: Int
    public let networkRank: Int
    /// The sections of the matrix that have a criterion, in the order of `MatrixWeights.Section`.
    public let sections: [SectionScore]
    /// One sentence where the two disagree by more than the policy allows.
    public let disagreement: String?

    /// One section of the matrix.
    public struct SectionScore: Sendable, Equatable {
      public let section: MatrixWeights.Section
      /// In thousandths of a point.
      public let points: Int
      /// Where it alone would put the position, from 1; equal scores share the best rank.
      public let rank: Int

      package init(section: MatrixWeights.Section, points: Int, rank: Int) {
        self.section = section
        self.points = points
        self.rank = rank
      }
    }

    package init(
      matrix: Int = 0, network: Int = 0, matrixRank: Int = 0, networkRank: Int = 0,
      sections: [SectionScore] = [], disagreement: String? = nil
    ) {
      self.matrix = matrix
      self.network = network
      self.matrixRank = matrixRank
      self.networkRank = networkRank
      self.sections = sections
      self.disagreement = disagreement
    }
  }

  /// How a subject of the master list and the groups that the network suggests agree.
  public struct Match: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
      /// One group holds most of the members that the register names.
      case confirmed
      /// The named members lie in several groups.
      case split
      /// The group holds members of another subject too.
      case merged
      /// No group holds them, or nothing recent speaks of them.
      case stale
      /// No subject names anybody of the group.
      case unmapped
      /// None of the named could be found in the imported records.
      case notFound = "not found"
    }

    public let status: Status
    /// One sentence with the counts it rests on.
    public let evidence: String

    package init(status: Status, evidence: String) {
      self.status = status
      self.evidence = evidence
    }
  }

  /// How closely a position was watched. Who is watched looks central.
  public struct Exposure: Sendable, Equatable {
    public let reports: Int
    public let systems: Int
    /// The first and last day that any of the reports speaks of.
    public let first: Day?
    public let last: Day?
    /// Where the number of reports alone would put the position, from 1.
    public let rank: Int

    package init(
      reports: Int = 0, systems: Int = 0, first: Day? = nil, last: Day? = nil, rank: Int = 0
    ) {
      self.reports = reports
      self.systems = systems
      self.first = first
      self.last = last
      self.rank = rank
    }

    /// Days from the first to the last, both counted; nil where no report is dated.
    public var daysObserved: Int? {
      first.flatMap { first in last.map { $0 - first + 1 } }
    }
  }

  /// A set of members who matter together (Borgatti 2006).
  public struct KeyPlayerSet: Sendable, Equatable {
    /// Such as `without them the group falls apart most`.
    public let goal: String
    public let members: [String]
    /// How well the set does, and how well sets of its size do that were drawn by lot; in
    /// thousandths.
    public let value: Int
    public let randomMean: Int

    package init(goal: String, members: [String], value: Int, randomMean: Int) {
      self.goal = goal
      self.members = members
      self.value = value
      self.randomMean = randomMean
    }
  }

  /// A sign of control over one place, company or account, with its ordinary explanations. A prompt for
  /// review, never proof.
  public struct Prompt: Sendable, Equatable {
    /// `housing`, `labour`, `money`, `contact`, `movement` or `money flow`.
    public let kind: String
    /// What it is about; nil where the victim shield withholds it.
    public let entity: EntityID?
    /// The keys of the source records taken to be that thing; empty where it is withheld.
    public let records: [String]
    public let words: String

    package init(kind: String, entity: EntityID?, records: [String], words: String) {
      self.kind = kind
      self.entity = entity
      self.records = records
      self.words = words
    }
  }

  /// How far a rank can be relied on.
  public struct Stability: Sendable, Equatable {
    public enum Verdict: String, Sendable, CaseIterable {
      case stable, fragile, unsupported
    }

    /// One test and what it found, in plain words.
    public struct Test: Sendable, Equatable {
      /// The letter of the list of tests that every rank must show, `a` to `h`.
      public let letter: String
      public let name: String
      public let result: String

      package init(letter: String, name: String, result: String) {
        self.letter = letter
        self.name = name
        self.result = result
      }
    }

    public let verdict: Verdict
    /// Why the verdict is not `stable`.
    public let reasons: [String]
    /// The ranks between which the position lies in `share` of the replicates.
    public let lower: Int
    public let upper: Int
    /// In thousandths: the chance of staying among the first positions, of a number that the policy
    /// sets; and of the group's being found at all.
    public let topChance: Int
    public let presence: Int
    public let replicates: Int
    /// The share of replicates, in thousandths, that the range is made to hold.
    public let share: Int
    public let tests: [Test]

    package init(
      verdict: Verdict, reasons: [String], lower: Int, upper: Int, topChance: Int, presence: Int,
      replicates: Int, share: Int = 900, tests: [Test]
    ) {
      self.verdict = verdict
      self.reasons = reasons
      self.lower = lower
      self.upper = upper
      self.topChance = topChance
      self.presence = presence
      self.replicates = replicates
      self.share = share
      self.tests = tests
    }
  }
}

/// People who join two positions, and the links that carry it.
public struct Bridge: Sendable, Equatable {
  public let first: String
  public let second: String
  /// Labels of the people at either end, who belong to both or are linked across.
  public let people: [String]
  /// Such as `Ada Alpha and Ben Beta: associate (S 2B)`, strongest first.
  public let links: [String]
  /// In thousandths: the sum of the strengths of all links across.
  public let strength: Int

  package init(
    first: String, second: String, people: [String], links: [String], strength: Int
  ) {
    self.first = first
    self.second = second
    self.people = people
    self.links = links
    self.strength = strength
  }
}

/// A person through whom others are joined who would otherwise be far apart or out of touch.
public struct Broker: Sendable, Equatable {
  public let entity: EntityID
  public let label: String
  /// In thousandths of a per cent: the share of shortest paths among people of interest.
  public let share: Int
  /// Ids of the positions that the person belongs to or is linked to.
  public let positions: [String]
  public let reports: Int
  public let records: [String]
  /// Phones that nobody is known to hold, by which the person reaches one of the positions: whose they
  /// are is worth asking.
  public let unheldPhones: [String]

  package init(
    entity: EntityID, label: String, share: Int, positions: [String], reports: Int,
    records: [String], unheldPhones: [String] = []
  ) {
    self.entity = entity
    self.label = label
    self.share = share
    self.positions = positions
    self.reports = reports
    self.records = records
    self.unheldPhones = unheldPhones
  }
}
