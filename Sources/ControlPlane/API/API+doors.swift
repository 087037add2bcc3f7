import Access
import Basics
import Fleet
import HTTPTypes
import Hummingbird
import Operations
import Store

/// Grants, workshops and what else is done at doors. Each address names its hub, by which the table of routes decides.
extension API {
  var doorEndpoints: [Endpoint] { lookingEndpoints + grantEndpoints + closingEndpoints }

  private var lookingEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/doors", name: "doors",
        summary: "All doors, the widest first, with what lets people in for a time", response: "Door", responseIsList: true,
        problems: [.conflict]
      ) { [doors] _, context in try Response.json(try await doors.standings(sight: context.sight())) },
      Endpoint(
        method: .get, path: "/api/v1/grants", name: "allGrants",
        summary: "Grants of all hubs, those that end last first: open and to come",
        query: [
          .init(name: "hub", summary: "Only those of this hub", schema: ["type": "string"]),
          .init(name: "all", summary: "Those that are over, too", schema: ["type": "boolean"]),
        ], response: "Grant", responseIsList: true
      ) { [doors] request, context in
        let query = request.uri.queryParameters
        return try Response.json(
          try await doors.grants(
            of: query["hub"].map { HubID(String($0)) }, all: query["all"] == "true", sight: try context.sight()))
      },
      Endpoint(
        method: .get, path: "/api/v1/hubs/{hub}/door", name: "door", summary: "One hub's door: who may enter, and who came",
        response: "DoorDetail", problems: [.notFound, .conflict]
      ) { [doors] _, context in try Response.json(try await doors.detail(of: context.hub())) },
      Endpoint(
        method: .get, path: "/api/v1/hubs/{hub}/decisions", name: "decisions",
        summary: "What was answered at a hub's door, newest first",
        query: [
          .init(name: "person", summary: "Only about them", schema: ["type": "string"]),
          .init(
            name: "limit", summary: "How many, 100 by default", schema: ["type": "integer", "minimum": 1, "maximum": 1000]),
        ], response: "Decision", responseIsList: true, problems: [.notFound, .conflict]
      ) { [doors, store] request, context in
        let hub = try await doors.hub(try context.hub())
        let person = request.uri.queryParameters["person"].map { HubDoor.key(String($0)) }
        let limit = try request.uri.queryParameters.number("limit", in: 1...1_000) ?? 100
        return try Response.json(
          try await store.decisions(of: hub.id, about: person, limit: limit).map(DecisionAnswer.init))
      },
    ]
  }

  private var grantEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/hubs/{hub}/grants", name: "grants", summary: "Grants of a hub, those that end last first",
        response: "Grant", responseIsList: true, problems: [.notFound, .conflict]
      ) { [doors] _, context in try Response.json(try await doors.grants(of: try context.hub())) },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/grants", name: "makeGrant", summary: "Let a person in for a time",
        request: "GrantRequest", response: "Grant", successStatus: .created,
        problems: [.badRequest, .notFound, .conflict, .unprocessableContent]
      ) { [doors] request, context in
        let body = try await request.decode(as: GrantRequest.self, context: context)
        let grant = try await doors.grant(body, on: try context.hub(), by: try context.signedIn().name)
        return try Response.json(doors.answer(grant), status: .created)
      },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/workshops", name: "makeWorkshop",
        summary: "Make a workshop; its join link is told once", request: "WorkshopRequest", response: "NewWorkshop",
        successStatus: .created, problems: [.badRequest, .notFound, .conflict, .unprocessableContent]
      ) { [doors] request, context in
        let body = try await request.decode(as: WorkshopRequest.self, context: context)
        let (grant, code) = try await doors.makeWorkshop(body, on: try context.hub(), by: try context.signedIn().name)
        return try Response.json(try await doors.newWorkshop(grant, code: code), status: .created)
      },
      Endpoint(
        method: .get, path: "/api/v1/hubs/{hub}/grants/{grant}", name: "grant", summary: "A grant, and who takes part",
        response: "GrantDetail", problems: [.notFound]
      ) { [doors] _, context in try Response.json(try await doors.detail(of: try await doors.grant(in: context))) },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/grants/{grant}/extend", name: "extendGrant", summary: "Give a grant another end",
        request: "ExtendRequest", response: "Grant", problems: [.badRequest, .notFound, .unprocessableContent]
      ) { [doors] request, context in
        let body = try await request.decode(as: ExtendRequest.self, context: context)
        let grant = try await doors.grant(in: context)
        return try Response.json(
          doors.answer(
            try await doors.extend(
              grant.id, until: body.until, because: body.because ?? "", by: try context.signedIn().name)))
      },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/grants/{grant}/end", name: "endGrant",
        summary: "End a grant now; its people are sent out", request: "BecauseRequest", response: "Grant",
        problems: [.badRequest, .notFound]
      ) { [doors] request, context in
        let body = try await request.decode(as: BecauseRequest.self, context: context)
        let grant = try await doors.grant(in: context)
        return try Response.json(
          doors.answer(try await doors.end(grant.id, because: body.because, by: try context.signedIn().name)))
      },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/grants/{grant}/link", name: "renewLink",
        summary: "Give a workshop a new join link; the former lets nobody in any more", response: "NewWorkshop",
        problems: [.notFound, .unprocessableContent]
      ) { [doors] _, context in
        let grant = try await doors.grant(in: context)
        let (renewed, code) = try await doors.renewCode(grant.id, by: try context.signedIn().name)
        return try Response.json(try await doors.newWorkshop(renewed, code: code))
      },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/grants/{grant}/participants/{name}", name: "decideParticipant",
        summary: "Let in, take off or let back somebody who joined a workshop", request: "ParticipantRequest",
        response: "Participant", problems: [.badRequest, .notFound, .unprocessableContent]
      ) { [doors] request, context in
        let body = try await request.decode(as: ParticipantRequest.self, context: context)
        let grant = try await doors.grant(in: context)
        return try Response.json(
          try await doors.decide(
            try context.segment("name"), of: grant.id, body.state, by: try context.signedIn().name))
      },
    ]
  }

  private var closingEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/close", name: "closeDoor", summary: "Close a hub to all but its admins",
        request: "BecauseRequest", response: "DoorDetail", problems: [.badRequest, .notFound, .conflict, .unprocessableContent]
      ) { [doors] request, context in
        let body = try await request.decode(as: BecauseRequest.self, context: context)
        let hub = try context.hub()
        try await doors.setClosed(body.because, of: hub, by: try context.signedIn().name)
        return try Response.json(try await doors.detail(of: hub))
      },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/open", name: "openDoor", summary: "Open a closed hub again, as declared",
        response: "DoorDetail", problems: [.notFound, .conflict]
      ) { [doors] _, context in
        let hub = try context.hub()
        try await doors.setClosed(nil, of: hub, by: try context.signedIn().name)
        return try Response.json(try await doors.detail(of: hub))
      },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/shut-out/{name}", name: "shutOut",
        summary: "Keep somebody out of a hub, whatever lets them in", request: "BecauseRequest", response: "DoorDetail",
        problems: [.badRequest, .notFound, .conflict, .unprocessableContent]
      ) { [doors] request, context in
        let body = try await request.decode(as: BecauseRequest.self, context: context)
        let hub = try context.hub()
        try await doors.shutOut(try context.segment("name"), of: hub, because: body.because, by: try context.signedIn().name)
        return try Response.json(try await doors.detail(of: hub))
      },
      Endpoint(
        method: .delete, path: "/api/v1/hubs/{hub}/shut-out/{name}", name: "letBack",
        summary: "Let somebody back who was shut out", response: "DoorDetail", problems: [.notFound, .conflict]
      ) { [doors] _, context in
        let hub = try context.hub()
        try await doors.letBack(try context.segment("name"), to: hub, by: try context.signedIn().name)
        return try Response.json(try await doors.detail(of: hub))
      },
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/send-out", name: "sendOut",
        summary: "Have a hub end the sessions, tokens and servers of people", request: "SendOutRequest",
        response: "DoorDetail", problems: [.badRequest, .notFound, .conflict, .unprocessableContent]
      ) { [doors] request, context in
        let body = try await request.decode(as: SendOutRequest.self, context: context)
        let hub = try context.hub()
        try await doors.sendOut(
          body.people, from: hub, because: body.because, body.extent ?? .leave, by: try context.signedIn().name)
        return try Response.json(try await doors.detail(of: hub))
      },
    ]
  }
}
