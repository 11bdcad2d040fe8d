/// The mappings of registers and of flows of money, calls and vehicles.
extension FensMapping {
  static let registers: [(name: String, text: String)] = [
    ("councils", councils), ("companies", companies), ("labour-providers", labourProviders),
    ("labour-supply", labourSupply), ("vehicle-keepers", vehicleKeepers),
  ]

  static let flows: [(name: String, text: String)] = [
    ("vehicle-sightings", vehicleSightings), ("communications", communications),
    ("wage-payments", wagePayments), ("account-holders", accountHolders),
  ]

  private static let councils = """
    // What the councils hold: who lives where and on what footing, and licensed HMOs.
    {
      profile: "fens-councils", version: 1,
      system: "FENS-COUNCILS",
      note: "unofficial, synthetic-tested",
      files: [
        {
          match: "residence*.csv",
          dateFormats: ["dd/MM/yyyy"],
          entities: {
            person: {
              kind: "nominal", id: "PERSON_REF", required: true,
              features: { name: "NAME", dateOfBirth: "BORN" },
            },
            landlord: { kind: "nominal", id: "LANDLORD_REF", features: { name: "LANDLORD" } },
            address: {
              kind: "address", id: "UPRN", required: true,
              features: {
                uprn: "UPRN", addressLine: "ADDRESS", town: "TOWN", postcode: "POSTCODE",
                forceArea: "POLICE_AREA", hub: "DECLARED_HUB",
              },
            },
          },
          links: [
            { from: "person", to: "address", type: "resident", start: "FROM", end: "TO" },
            { from: "landlord", to: "address", type: "landlord", start: "FROM", end: "TO" },
          ],
        },
        {
          match: "hmo-licences*.csv",
          dateFormats: ["dd/MM/yyyy"],
          entities: {
            holder: {
              kind: "nominal", id: "HOLDER_REF", required: true,
              features: { name: "HOLDER", dateOfBirth: "HOLDER_BORN" },
            },
            manager: {
              kind: "nominal", id: "MANAGER_REF",
              features: { name: "MANAGER", dateOfBirth: "MANAGER_BORN" },
            },
            address: {
              kind: "address", id: "UPRN", required: true,
              features: {
                uprn: "UPRN", addressLine: "ADDRESS", town: "TOWN", postcode: "POSTCODE",
                forceArea: "POLICE_AREA", licenceNumber: "LICENCE_NO",
                licensedMaximum: "MAX_PERSONS", licenceStart: "STARTS", licenceEnd: "ENDS",
              },
            },
          },
          links: [
            { from: "holder", to: "address", type: "licenceHolder", start: "STARTS", end: "ENDS" },
            { from: "manager", to: "address", type: "manager", start: "STARTS", end: "ENDS" },
          ],
        },
      ],
    }

    """

  private static let companies = """
    // Companies and their officers.
    {
      profile: "fens-companies", version: 1,
      system: "COMPANY-OFFICERS",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "companies*.csv",
        dateFormats: ["d MMM yyyy"],
        entities: {
          officer: {
            kind: "nominal", id: "OFFICER_ID", required: true,
            features: { name: "OFFICER", dateOfBirth: "OFFICER_BORN" },
          },
          company: {
            kind: "organisation", id: "COMPANY_NUMBER", required: true,
            features: {
              organisationName: "COMPANY_NAME", companyNumber: "COMPANY_NUMBER",
              hub: "DECLARED_HUB",
            },
          },
        },
        links: [
          { from: "officer", to: "company", type: "director", start: "APPOINTED", end: "RESIGNED" },
        ],
      }],
    }

    """

  private static let labourProviders = """
    // The register of licensed labour providers. Each licence is an object with its interval, so that
    // a lapse between two licences shows; the organisation carries the same values.
    {
      profile: "fens-labour-providers", version: 1,
      system: "LABOUR-REGISTER",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "labour-providers*.csv",
        dateFormats: ["dd/MM/yyyy"],
        entities: {
          provider: {
            kind: "organisation", id: "COMPANY_NO", required: true,
            features: {
              organisationName: "ORGANISATION", companyNumber: "COMPANY_NO", sector: "SECTOR",
              licenceNumber: "LICENCE_NO", licenceStart: "VALID_FROM", licenceEnd: "VALID_TO",
            },
          },
          licence: {
            kind: "object", id: "LICENCE_NO", required: true,
            features: {
              licenceNumber: "LICENCE_NO", licenceStart: "VALID_FROM", licenceEnd: "VALID_TO",
            },
          },
        },
        links: [
          {
            from: "provider", to: "licence", type: "licenceHolder", start: "VALID_FROM",
            end: "VALID_TO",
          },
        ],
      }],
    }

    """

  private static let labourSupply = """
    // Who supplies labour to whom, as the users of labour return it.
    {
      profile: "fens-labour-supply", version: 1,
      system: "LABOUR-USERS",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "labour-supply*.csv",
        entities: {
          supplier: {
            kind: "organisation", id: "SUPPLIER_COMPANY_NO", required: true,
            features: {
              organisationName: "SUPPLIER", companyNumber: "SUPPLIER_COMPANY_NO", sector: "SECTOR",
            },
          },
          client: {
            kind: "organisation", id: "CLIENT_COMPANY_NO", required: true,
            features: { organisationName: "CLIENT", companyNumber: "CLIENT_COMPANY_NO" },
          },
        },
        links: [
          { from: "supplier", to: "client", type: "suppliesLabour", start: "SINCE", end: "UNTIL" },
        ],
      }],
    }

    """

  private static let vehicleKeepers = """
    // Keepers of vehicles, and people who hired them for some days.
    {
      profile: "fens-vehicle-keepers", version: 1,
      system: "VEHICLE-KEEPERS",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "vehicle-keepers*.csv",
        entities: {
          vehicle: {
            kind: "vehicle", id: "VRM", required: true,
            features: { registration: "VRM", make: "MAKE", colour: "COLOUR" },
          },
          person: {
            kind: "nominal", id: "KEEPER_REF",
            features: {
              name: { columns: ["FAMILY_NAME", "GIVEN_NAME"], join: ", " },
              dateOfBirth: "BIRTH_DATE",
            },
          },
          company: {
            kind: "organisation", id: "COMPANY_NUMBER",
            features: { organisationName: "COMPANY", companyNumber: "COMPANY_NUMBER" },
          },
        },
        links: [
          {
            from: "person", to: "vehicle",
            typeFrom: { column: "KEEPER_TYPE", codes: { KEEPER: "keeper", HIRER: "driver" } },
            start: "HELD_FROM", end: "HELD_TO",
          },
          {
            from: "company", to: "vehicle", type: "keeper", start: "HELD_FROM", end: "HELD_TO",
          },
        ],
      }],
    }

    """

  private static let vehicleSightings = """
    // Sightings of vehicles: past a camera, or outside premises.
    {
      profile: "fens-vehicle-sightings", version: 1,
      system: "VEHICLE-SIGHTINGS",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "vehicle-sightings*.csv",
        dateFormats: ["dd/MM/yyyy HH:mm"],
        entities: {
          vehicle: { kind: "vehicle", id: "VRM", required: true, features: { registration: "VRM" } },
          site: {
            kind: "area", id: "SITE_ID", features: { title: "SITE", forceArea: "POLICE_AREA" },
          },
          premises: {
            kind: "address", id: "PREMISES_UPRN",
            features: { uprn: "PREMISES_UPRN", addressLine: "PREMISES", town: "TOWN" },
          },
        },
        links: [
          { from: "vehicle", to: "site", type: "sighted", on: "SEEN_AT" },
          { from: "vehicle", to: "premises", type: "sighted", on: "SEEN_AT" },
        ],
      }],
    }

    """

  private static let communications = """
    // Subscribers of telephones, people who gave a number as their contact, and calls.
    {
      profile: "fens-communications", version: 1,
      system: "COMMS-DATA",
      note: "unofficial, synthetic-tested",
      files: [
        {
          match: "phone-subscribers*.csv",
          entities: {
            phone: {
              kind: "phone", id: "NUMBER", required: true,
              features: { phoneNumber: "NUMBER", hub: "DECLARED_HUB" },
            },
            person: {
              kind: "nominal", id: "CUSTOMER_NO",
              features: { name: "CUSTOMER", dateOfBirth: "BIRTH_DATE" },
            },
            company: {
              kind: "organisation", id: "COMPANY_NUMBER",
              features: { organisationName: "COMPANY", companyNumber: "COMPANY_NUMBER" },
            },
          },
          links: [
            {
              from: "person", to: "phone",
              typeFrom: { column: "CONNECTION", codes: { SUBSCRIBER: "subscriber", CONTACT: "user" } },
              start: "ACTIVE_FROM", end: "ACTIVE_TO",
            },
            {
              from: "company", to: "phone", type: "subscriber", start: "ACTIVE_FROM",
              end: "ACTIVE_TO",
            },
          ],
        },
        {
          match: "call-records*.csv",
          dateFormats: ["yyyy-MM-dd HH:mm"],
          entities: {
            caller: {
              kind: "phone", id: "CALLING", required: true, features: { phoneNumber: "CALLING" },
            },
            called: {
              kind: "phone", id: "CALLED", required: true, features: { phoneNumber: "CALLED" },
            },
          },
          links: [{ from: "caller", to: "called", type: "called", on: "STARTED" }],
        },
      ],
    }

    """

  private static let wagePayments = """
    // Wages: who worked for whom, and into which account the money went.
    {
      profile: "fens-wage-payments", version: 1,
      system: "PAYROLL",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "wage-payments*.csv",
        dateFormats: ["dd/MM/yyyy"],
        entities: {
          employer: {
            kind: "organisation", id: "EMPLOYER_COMPANY_NO", required: true,
            features: { organisationName: "EMPLOYER", companyNumber: "EMPLOYER_COMPANY_NO" },
          },
          worker: {
            kind: "nominal", id: "WORKER_NO", required: true,
            features: {
              name: { columns: ["SURNAME", "FORENAMES"], join: ", " },
              dateOfBirth: "BORN", nationalInsuranceNumber: "NI_NUMBER",
            },
          },
          account: {
            kind: "account", id: { columns: ["SORT_CODE", "ACCOUNT"] }, required: true,
            features: {
              bankAccount: { columns: ["SORT_CODE", "ACCOUNT"] }, note: "PAYEE_NAME",
            },
          },
        },
        links: [
          { from: "worker", to: "employer", type: "employed", on: "PAY_DATE" },
          { from: "worker", to: "account", type: "paid", on: "PAY_DATE" },
          { from: "employer", to: "account", type: "paid", on: "PAY_DATE" },
        ],
      }],
    }

    """

  private static let accountHolders = """
    // Holders of accounts, as supplied by the banks for named accounts.
    {
      profile: "fens-account-holders", version: 1,
      system: "BANK-DISCLOSURE",
      note: "unofficial, synthetic-tested",
      files: [{
        match: "account-holders*.csv",
        dateFormats: ["d MMM yyyy"],
        entities: {
          account: {
            kind: "account", id: { columns: ["SORT_CODE", "ACCOUNT"] }, required: true,
            features: {
              bankAccount: { columns: ["SORT_CODE", "ACCOUNT"] }, hub: "DECLARED_HUB",
            },
          },
          person: {
            kind: "nominal", id: "CUSTOMER",
            features: {
              name: { columns: ["SURNAME", "FORENAMES"], join: ", " }, dateOfBirth: "BORN",
            },
          },
          company: {
            kind: "organisation", id: "COMPANY_NUMBER",
            features: { organisationName: "COMPANY", companyNumber: "COMPANY_NUMBER" },
          },
        },
        links: [
          { from: "person", to: "account", type: "accountHolder", start: "OPENED", end: "CLOSED" },
          { from: "company", to: "account", type: "accountHolder", start: "OPENED", end: "CLOSED" },
        ],
      }],
    }

    """
}
