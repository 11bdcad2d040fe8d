import Assessment
import Linkage
import Records

extension RunDigest {
  /// Returns the digest of what linking came to: every entity, every merge and the queue.
  static func result(of resolution: Resolution, evidence: Evidence) -> String {
    var digest = FieldDigest()
    digest.add(resolution.entities.count)
    for entity in resolution.entities {
      digest.add(entity.id.text)
      digest.add(entity.records.count)
      for record in entity.records { digest.add(evidence.records[record].key) }
    }
    for merge in resolution.merges {
      digest.add(evidence.records[merge.first].key)
      digest.add(evidence.records[merge.second].key)
      digest.add(merge.reason)
    }
    for match in resolution.possibleMatches {
      digest.add(evidence.records[match.first].key)
      digest.add(evidence.records[match.second].key)
      digest.add(match.thousandths ?? -1)
      digest.add(match.reason)
    }
    return digest.hexadecimal
  }

  /// Returns the digest of a safeguarding worklist: everybody on it, with what should be seen to.
  static func result(of worklist: Release.Safeguarding) -> String {
    var digest = FieldDigest()
    digest.add(worklist.people.count)
    for person in worklist.people {
      digest.add(person.entity.text)
      digest.add(person.ground.rawValue)
      digest.add(person.prompts.count)
      for prompt in person.prompts {
        digest.add(prompt.kind.rawValue)
        digest.add(prompt.words)
      }
    }
    return digest.hexadecimal
  }

  /// Returns the digest of what an assessment came to: every position with its contributions and
  /// members, what the review clock found, and the size of the network.
  static func result(of release: Release) -> String {
    var digest = FieldDigest()
    digest.add(release.positions.count)
    for position in release.positions {
      digest.add(position.rank)
      digest.add(position.id)
      digest.add(position.points)
      digest.add(position.contributions.count)
      for part in position.contributions {
        digest.add(part.name)
        digest.add(part.points)
      }
      digest.add(position.members.count)
      for member in position.members {
        digest.add(member.entity.text)
        digest.add(member.role)
      }
    }
    for finding in release.findings {
      digest.add(finding.kind.rawValue)
      digest.add(finding.subject)
      digest.add(finding.detail)
    }
    for fault in release.codes?.faults ?? [] {
      digest.add(fault.system)
      digest.add(fault.reference)
    }
    for table in release.bodyTables where !table.rows.isEmpty {
      digest.add(table.kind.rawValue)
      digest.add(table.rows.count)
      for cell in table.rows.joined() {
        switch cell {
        case .text(let text): digest.add(text)
        case .number(let number): digest.add(number)
        }
      }
    }
    digest.add(release.network.nodes.count)
    digest.add(release.network.links.count)
    return digest.hexadecimal
  }
}
