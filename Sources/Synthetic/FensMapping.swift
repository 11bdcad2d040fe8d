/// The mapping files of the Fens, one per record system, as they are written beside the data.
enum FensMapping {
  /// By file stem.
  static let all: [(name: String, text: String)] = intelligence + registers + flows

  /// The crime identifier codes of the world; invented, as no public list was found.
  static let crimeIdentifiers = """
    code,meaning
    MSHT-01,modern slavery: labour exploitation
    OIC-01,organised immigration crime: facilitation
    DRG-02,drug supply
    ACQ-03,acquisitive crime
    GEN-00,general community report

    """

  private static let intelligence: [(name: String, text: String)] = [
    ("cambridgeshire-intelligence", cambridgeshire), ("norfolk-intelligence", norfolk),
    ("lincolnshire-intelligence", lincolnshire), ("community-reports", communityReports),
    ("victim-referrals", victimReferrals), ("master-list", masterList),
  ]

  private static let cambridgeshire = """
    // Cambridgeshire's intelligence export: day first, one grade column, surname in capitals.
    {
      profile: "fens-cambridgeshire-intelligence", version: 1,
      system: "CAMBS-INTEL", force: "E23000023",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "cambridgeshire-intelligence*.csv",
        dateFormats: ["dd/MM/yyyy"],
        report: { reference: "LOG_NO", grade: "GRADE", entered: "DATE_IN", crimeCode: "CODE" },
        entities: {
          nominal: {
            kind: "nominal", id: "NOMINAL_ID", required: true,
            features: {
              name: { columns: ["SURNAME", "FORENAME"], join: ", " },
              dateOfBirth: "DOB", nationalInsuranceNumber: "NI_NO",
            },
          },
          linked: {
            kind: "nominal", id: "LINKED_NOMINAL",
            features: {
              name: { columns: ["LINKED_SURNAME", "LINKED_FORENAME"], join: ", " },
              dateOfBirth: "LINKED_DOB", nationalInsuranceNumber: "LINKED_NI_NO",
            },
          },
          vehicle: { kind: "vehicle", id: "VRM", features: { registration: "VRM" } },
          address: {
            kind: "address", id: "UPRN",
            features: { uprn: "UPRN", addressLine: "ADDRESS", town: "TOWN", postcode: "POSTCODE" },
          },
          phone: { kind: "phone", id: "PHONE", features: { phoneNumber: "PHONE" } },
          organisation: {
            kind: "organisation", id: "COMPANY_NO",
            features: { organisationName: "ORGANISATION", companyNumber: "COMPANY_NO" },
          },
        },
        links: [\(links(link: "LINK", role: "ROLE", on: "EVENT_DATE", ties: cambridgeshireTies,
      roles: #"S: "suspect", A: "associate", V: "potentialVictim", W: "witness""#))
        ],
      }],
    }

    """

  private static let norfolk = """
    // Norfolk's intelligence export: ISO dates, the grade in three columns, names without diacritics.
    {
      profile: "fens-norfolk-intelligence", version: 1,
      system: "NORFOLK-INTEL", force: "E23000024",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "norfolk-intelligence*.csv",
        dateFormats: ["yyyy-MM-dd"],
        report: {
          reference: "URN", source: "SOURCE", assessment: "ASSESSMENT", handling: "HANDLING",
          entered: "SUBMITTED", crimeCode: "OFFENCE_CODE",
        },
        entities: {
          nominal: {
            kind: "nominal", id: "PERSON_REF", required: true,
            features: {
              name: "FULL_NAME", dateOfBirth: "BIRTH_DATE", nationalInsuranceNumber: "NINO",
            },
          },
          linked: {
            kind: "nominal", id: "OTHER_REF",
            features: {
              name: "OTHER_NAME", dateOfBirth: "OTHER_BIRTH_DATE",
              nationalInsuranceNumber: "OTHER_NINO",
            },
          },
          vehicle: { kind: "vehicle", id: "VEHICLE", features: { registration: "VEHICLE" } },
          address: {
            kind: "address", id: "PLACE_UPRN",
            features: {
              uprn: "PLACE_UPRN", addressLine: "PLACE", town: "PLACE_TOWN",
              postcode: "PLACE_POSTCODE",
            },
          },
          phone: { kind: "phone", id: "TELEPHONE", features: { phoneNumber: "TELEPHONE" } },
          organisation: {
            kind: "organisation", id: "COMPANY_NUMBER",
            features: { organisationName: "COMPANY", companyNumber: "COMPANY_NUMBER" },
          },
        },
        links: [\(links(link: "RELATION", role: "INVOLVEMENT", on: "OCCURRED", ties: norfolkTies,
      roles: norfolkRoles))
        ],
      }],
    }

    """

  private static let lincolnshire = """
    // Lincolnshire's intelligence exports: semicolons, ISO 8859-1, months as words. Reports entered
    // before October 2025 carry 5x5x5 grades and come in a file of their own.
    {
      profile: "fens-lincolnshire-intelligence", version: 1,
      system: "LINCS-INTEL", force: "E23000020",
      note: "unofficial, synthetic-tested",
      files: [\(lincolnshireFile("lincolnshire-intelligence*.csv", scheme: "3x5x2")),
        \(lincolnshireFile("lincolnshire-legacy-intelligence*.csv", scheme: "5x5x5"))],
    }

    """

  private static func lincolnshireFile(_ match: String, scheme: String) -> String {
    """
    {
        match: "\(match)",
        encoding: "latin-1", delimiter: ";",
        dateFormats: ["d MMM yyyy"],
        report: {
          reference: "Ref", grade: "Grade", scheme: "\(scheme)", entered: "Entered",
          crimeCode: "Crime code",
        },
        entities: {
          nominal: {
            kind: "nominal", id: "Nominal", required: true,
            features: { name: "Name", dateOfBirth: "Date of birth", pncID: "PNC ID" },
          },
          linked: {
            kind: "nominal", id: "Linked nominal",
            features: {
              name: "Linked name", dateOfBirth: "Linked date of birth", pncID: "Linked PNC ID",
            },
          },
          vehicle: { kind: "vehicle", id: "Reg mark", features: { registration: "Reg mark" } },
          address: {
            kind: "address", id: "Property ref",
            features: { uprn: "Property ref", addressLine: "Property", town: "Town" },
          },
          phone: { kind: "phone", id: "Phone no", features: { phoneNumber: "Phone no" } },
          organisation: {
            kind: "organisation", id: "Firm no",
            features: { organisationName: "Firm", companyNumber: "Firm no" },
          },
        },
        links: [\(links(link: "Linked as", role: "Part", on: "Event date", ties: lincolnshireTies,
      roles: #"SUS: "suspect", ASC: "associate", PV: "potentialVictim", WIT: "witness""#))
        ],
      }
    """
  }

  private static let cambridgeshireTies = [
    "ASSOC", "FAMILY", "DRIVES", "PASSENGER", "KEEPER", "LIVES AT", "LANDLORD", "MANAGES", "USES",
    "WORKS FOR", "DIRECTOR",
  ]
  private static let norfolkTies = [
    "associate of", "relative of", "driver of", "passenger in", "keeper of", "resident at",
    "landlord of", "manager of", "user of", "employed by", "director of",
  ]
  private static let lincolnshireTies = [
    "ASC", "FAM", "DRV", "PSG", "KPR", "RES", "LLD", "MGR", "USR", "EMP", "DIR",
  ]
  private static let norfolkRoles =
    #"suspect: "suspect", associate: "associate", "potential victim": "potentialVictim","#
    + "\n            " + #"witness: "witness""#

  /// The links of a report line: to whichever of the five things the row names.
  private static func links(
    link: String, role: String, on: String, ties: [String], roles: String
  ) -> String {
    let types = [
      "associate", "family", "driver", "passenger", "keeper", "resident", "landlord", "manager",
      "user", "employed", "director",
    ]
    return ["linked", "vehicle", "address", "phone", "organisation"].enumerated()
      .map { number, target in
        let allowed = [[0, 1], [2, 3, 4], [5, 6, 7], [8], [9, 10]][number]
        let codes = allowed.map { "\"\(ties[$0])\": \"\(types[$0])\"" }.joined(separator: ", ")
        return """

                {
                  from: "nominal", to: "\(target)",
                  typeFrom: {
                    column: "\(link)",
                    codes: { \(codes) },
                  },
                  role: {
                    column: "\(role)",
                    codes: { \(roles) },
                  },
                  on: "\(on)",
                },
          """
      }.joined()
  }

  private static let communityReports = """
    // Reports from the public: town level only, low in grade, nobody named.
    {
      profile: "fens-community-reports", version: 1,
      system: "COMMUNITY-REPORTS",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "community-reports*.csv",
        dateFormats: ["dd/MM/yyyy"],
        report: { reference: "REF", grade: "GRADE", entered: "RECEIVED", crimeCode: "CODE" },
        entities: {
          report: {
            kind: "event", id: "REF", required: true,
            features: { title: "CONCERN", day: "RECEIVED" },
          },
          town: {
            kind: "area", id: "TOWN", required: true,
            features: { town: "TOWN", title: "TOWN", forceArea: "FORCE" },
          },
        },
        links: [{ from: "report", to: "town", type: "occurredAt", on: "RECEIVED" }],
      }],
    }

    """

  private static let victimReferrals = """
    // Referrals of potential victims. A row without CRIME_RECORD was never recorded as a crime; one
    // without INTELLIGENCE_REF led to no intelligence submission.
    {
      profile: "fens-victim-referrals", version: 1,
      system: "VICTIM-REFERRALS",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "victim-referrals*.csv",
        dateFormats: ["dd/MM/yyyy"],
        entities: {
          worker: {
            kind: "nominal", id: "PERSON_NO", required: true,
            features: { name: "NAME", dateOfBirth: "BORN", nationalInsuranceNumber: "NI_NUMBER" },
          },
          referral: {
            kind: "event", id: "REFERRAL_NO", required: true,
            features: { title: "REFERRAL_NO", day: "REFERRED", note: "TYPE" },
          },
          crime: {
            kind: "event", space: "crime", id: "CRIME_RECORD",
            features: { title: "CRIME_RECORD" },
          },
          submission: {
            kind: "object", id: "INTELLIGENCE_REF", features: { title: "INTELLIGENCE_REF" },
          },
          address: {
            kind: "address", id: "UPRN",
            features: {
              uprn: "UPRN", addressLine: "ADDRESS", town: "TOWN", forceArea: "POLICE_AREA",
            },
          },
        },
        links: [
          {
            from: "worker", to: "referral", type: "involved", role: "=potentialVictim",
            on: "REFERRED",
          },
          { from: "worker", to: "crime", type: "involved", role: "=potentialVictim" },
          {
            from: "worker", to: "address", type: "resident", role: "=potentialVictim",
            on: "REFERRED",
          },
          { from: "submission", to: "referral", type: "involved", on: "REFERRED" },
          { from: "crime", to: "referral", type: "involved", on: "REFERRED" },
        ],
      }],
    }

    """

  private static let masterList = """
    // The master list, whom and what it names, and the disruptions recorded against it.
    {
      profile: "fens-master-list", version: 1,
      system: "MASTER-LIST",
      note: "unofficial, synthetic-tested",
      files: [
        {
          match: "master-list.csv",
          subject: {
            id: "SUBJECT_ID",
            kind: {
              column: "TYPE",
              codes: { OCG: "ocg", PI: "priorityIndividual", VULN: "vulnerability" },
            },
            title: "TITLE", status: "STATUS", owner: "OWNER", lastAssessed: "LAST_ASSESSED",
            due: "NEXT_DUE",
          },
        },
        {
          match: "master-list-members*.csv",
          entities: {
            member: {
              kind: "nominal", id: "MEMBER_REF", required: true,
              features: { name: "NAME", dateOfBirth: "BORN", nationalInsuranceNumber: "NINO" },
            },
          },
          subject: { id: "SUBJECT_ID", member: "member" },
        },
        {
          match: "master-list-places*.csv",
          entities: {
            place: {
              kind: "address", id: "UPRN", required: true,
              features: {
                uprn: "UPRN", addressLine: "ADDRESS", town: "TOWN", forceArea: "POLICE_AREA",
              },
            },
          },
          subject: { id: "SUBJECT_ID", member: "place" },
        },
        {
          match: "disruptions*.csv",
          disruption: {
            subject: "SUBJECT_ID", day: "DATE", level: "LEVEL", judge: "JUDGED_BY", note: "NOTE",
          },
        },
      ],
    }

    """
}
