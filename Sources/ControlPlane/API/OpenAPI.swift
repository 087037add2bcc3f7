import Basics
import HTTPTypes

/// `/openapi.json`: the description of the API, made from its endpoints.
enum OpenAPI {
  static func document(of endpoints: [Endpoint], version: String) -> JSONValue {
    var paths: [String: JSONValue] = [:]
    for endpoint in endpoints {
      var operations = paths[endpoint.path]?.object ?? [:]
      operations[endpoint.method.rawValue.lowercased()] = operation(endpoint)
      paths[endpoint.path] = .object(operations)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "Atoll", "version": .string(version),
        "summary": "The control plane of a fleet of JupyterHubs",
        "license": ["name": "BSD-3-Clause", "identifier": "BSD-3-Clause"],
      ],
      "paths": .object(paths),
      "components": [
        "schemas": .object(APISchemas.all),
        "securitySchemes": [
          "bearer": ["type": "http", "scheme": "bearer", "description": "A token of `atoll token create`"],
          "session": ["type": "apiKey", "in": "cookie", "name": .string(Authentication.cookie)],
        ],
      ],
    ]
  }

  private static func operation(_ endpoint: Endpoint) -> JSONValue {
    var operation: [String: JSONValue] = [
      "operationId": .string(endpoint.name), "summary": .string(endpoint.summary),
      "responses": .object(responses(endpoint)),
    ]
    if endpoint.rule != .anyone { operation["security"] = [["bearer": []], ["session": []]] }
    let parameters = pathParameters(endpoint) + queryParameters(endpoint)
    if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
    if let request = endpoint.request {
      operation["requestBody"] = ["required": true, "content": ["application/json": ["schema": reference(request)]]]
    }
    return .object(operation)
  }

  private static func pathParameters(_ endpoint: Endpoint) -> [JSONValue] {
    endpoint.pathParameters.map { name in
      ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
    }
  }

  private static func queryParameters(_ endpoint: Endpoint) -> [JSONValue] {
    endpoint.query.map { parameter in
      [
        "name": .string(parameter.name), "in": "query", "required": false,
        "description": .string(parameter.summary), "schema": parameter.schema,
      ]
    }
  }

  private static func responses(_ endpoint: Endpoint) -> [String: JSONValue] {
    let one = reference(endpoint.response)
    let schema: JSONValue = endpoint.responseIsList ? ["type": "array", "items": one] : one
    let type = endpoint.response == "EventStream" || endpoint.response == "Text" ? "text/plain" : "application/json"
    let content: JSONValue = endpoint.response == "EventStream" ? "text/event-stream" : .string(type)
    var responses: [String: JSONValue] = [
      String(endpoint.successStatus.code): [
        "description": .string(endpoint.summary), "content": .object([content.string ?? type: ["schema": schema]]),
      ]
    ]
    var problems = endpoint.problems
    switch endpoint.rule {
    case .anyone: break
    case .signedIn: problems += [.unauthorized]
    case .needs, .narrowed, nil: problems += [.unauthorized, .forbidden]
    case .ofOwn: problems += [.unauthorized, .forbidden, .notFound]
    }
    for status in Set(problems).sorted(by: { $0.code < $1.code }) {
      responses[String(status.code)] = [
        "description": .string(status.reasonPhrase),
        "content": ["application/problem+json": ["schema": reference("Problem")]],
      ]
    }
    return responses
  }

  private static func reference(_ schema: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(schema)")] }
}
