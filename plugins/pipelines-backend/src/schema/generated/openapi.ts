/* Generated from openapi.yaml by `npm run generate`. Do not edit: a test compares the two. */
/* eslint-disable */

/** The API as its OpenAPI file says. @internal */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "pipelines",
    "version": "1",
    "description": "The pipelines API of Sluice. This file is the truth: the types, the client and the validation of requests come from it. Times are ISO 8601 in UTC, durations are seconds. Errors are Backstage's.",
    "license": {
      "name": "Apache-2.0",
      "url": "https://www.apache.org/licenses/LICENSE-2.0"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "tags": [
    {
      "name": "Fleet"
    },
    {
      "name": "Pipelines"
    },
    {
      "name": "Sources"
    },
    {
      "name": "Streams"
    },
    {
      "name": "Runbooks"
    },
    {
      "name": "Alerts"
    },
    {
      "name": "Incidents"
    },
    {
      "name": "Reports"
    },
    {
      "name": "Scorecards"
    }
  ],
  "paths": {
    "/fleet": {
      "get": {
        "operationId": "getFleet",
        "tags": [
          "Fleet"
        ],
        "summary": "A page of the fleet, filtered and sorted, with the total and the counts per filter value",
        "parameters": [
          {
            "$ref": "#/components/parameters/text"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/type"
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/classification"
          },
          {
            "$ref": "#/components/parameters/status"
          },
          {
            "$ref": "#/components/parameters/slo"
          },
          {
            "$ref": "#/components/parameters/stream"
          },
          {
            "$ref": "#/components/parameters/entityRef"
          },
          {
            "name": "orderBy",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/FleetOrderBy"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ]
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "nextCursor of the page before. Answers 400 if it isn't one, or belongs to another filter or order.",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          },
          {
            "name": "facets",
            "in": "query",
            "description": "Leave the counts out where they aren't shown.",
            "schema": {
              "type": "boolean",
              "default": true
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/fleet.csv": {
      "get": {
        "operationId": "getFleetCsv",
        "tags": [
          "Fleet"
        ],
        "summary": "Everything that the filter matches, in the order asked, as CSV",
        "parameters": [
          {
            "$ref": "#/components/parameters/text"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/type"
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/classification"
          },
          {
            "$ref": "#/components/parameters/status"
          },
          {
            "$ref": "#/components/parameters/slo"
          },
          {
            "$ref": "#/components/parameters/stream"
          },
          {
            "name": "orderBy",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/FleetOrderBy"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ]
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The file",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/fleet/wall": {
      "get": {
        "operationId": "getFleetWall",
        "tags": [
          "Fleet"
        ],
        "summary": "One small tile a pipeline, for the status wall; not paged, a tile is about 100 bytes",
        "parameters": [
          {
            "$ref": "#/components/parameters/text"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "$ref": "#/components/parameters/system"
          },
          {
            "$ref": "#/components/parameters/type"
          },
          {
            "$ref": "#/components/parameters/tier"
          },
          {
            "$ref": "#/components/parameters/lifecycle"
          },
          {
            "$ref": "#/components/parameters/classification"
          },
          {
            "$ref": "#/components/parameters/status"
          },
          {
            "$ref": "#/components/parameters/slo"
          },
          {
            "$ref": "#/components/parameters/stream"
          }
        ],
        "responses": {
          "200": {
            "description": "The tiles, by domain and name",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/FleetWallTile"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/fleet/summary": {
      "get": {
        "operationId": "getFleetSummary",
        "tags": [
          "Fleet"
        ],
        "summary": "The figures above the fleet table, over everything the caller may see",
        "responses": {
          "200": {
            "description": "The figures",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FleetSummary"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}": {
      "get": {
        "operationId": "getPipeline",
        "tags": [
          "Pipelines"
        ],
        "summary": "One pipeline, with each environment, its sources and what is wrong with its definition",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The pipeline",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PipelineOverview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/runs": {
      "get": {
        "operationId": "getRuns",
        "tags": [
          "Pipelines"
        ],
        "summary": "Runs, newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/RunState"
              }
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 400,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/runs/{runId}/tasks": {
      "get": {
        "operationId": "getRunTasks",
        "tags": [
          "Pipelines"
        ],
        "summary": "Tasks of one run, asked of its source now",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "runId",
            "in": "path",
            "required": true,
            "description": "The id of a run of this pipeline",
            "schema": {
              "type": "string",
              "maxLength": 64
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The tasks in the order in which they started",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "supported",
                    "items"
                  ],
                  "properties": {
                    "supported": {
                      "type": "boolean",
                      "description": "False where the source has no tasks to show"
                    },
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/TaskInstance"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/lineage": {
      "get": {
        "operationId": "getLineage",
        "tags": [
          "Pipelines"
        ],
        "summary": "Neighbours by the catalog's relations, with the state of each pipeline among them",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "depth",
            "in": "query",
            "description": "Steps to each side; a pipeline and a dataset are one step each",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 4,
              "default": 2
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The graph",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lineage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/changes": {
      "get": {
        "operationId": "getChanges",
        "tags": [
          "Pipelines"
        ],
        "summary": "What changed before a moment, here and upstream, what is nearest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "before",
            "in": "query",
            "required": true,
            "description": "The moment, such as the one at which a deadline was missed",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "window",
            "in": "query",
            "description": "How far back to look, a whole number of hours or days up to 14d",
            "schema": {
              "type": "string",
              "pattern": "^[1-9][0-9]{0,2}[hd]$",
              "default": "24h"
            }
          },
          {
            "name": "environment",
            "in": "query",
            "description": "Defaults to the last of the environments",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The changes",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PipelineChanges"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/docs": {
      "get": {
        "operationId": "getDocs",
        "tags": [
          "Pipelines"
        ],
        "summary": "The Markdown page of a pipeline, or its runbook",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "page",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "docs",
                "runbook"
              ],
              "default": "docs"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "markdown",
                    "location"
                  ],
                  "properties": {
                    "markdown": {
                      "type": "string"
                    },
                    "location": {
                      "type": "string",
                      "description": "Where it was read from, as the annotation says it"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/slos": {
      "get": {
        "operationId": "getPipelineSlos",
        "tags": [
          "SLOs"
        ],
        "summary": "What a pipeline promises, its own SLOs first, then those of its system, domain and owner that it counts for",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "The SLOs",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Slo"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos": {
      "get": {
        "operationId": "getSlos",
        "tags": [
          "SLOs"
        ],
        "summary": "All SLOs in force, what needs a human first",
        "parameters": [
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/domain"
          },
          {
            "name": "kind",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 10,
              "items": {
                "$ref": "#/components/schemas/SloKind"
              }
            }
          },
          {
            "name": "status",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 10,
              "items": {
                "$ref": "#/components/schemas/SloStatus"
              }
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SloPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/{sloId}": {
      "get": {
        "operationId": "getSlo",
        "tags": [
          "SLOs"
        ],
        "summary": "An SLO with the days of its history and how its promise changed",
        "parameters": [
          {
            "$ref": "#/components/parameters/sloId"
          },
          {
            "name": "from",
            "in": "query",
            "description": "First local date of the days; defaults to 90 days ago",
            "schema": {
              "type": "string",
              "format": "date"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The SLO",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SloDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/{sloId}/verdicts": {
      "get": {
        "operationId": "getSloVerdicts",
        "tags": [
          "SLOs"
        ],
        "summary": "What became of each occurrence, the one due last first",
        "parameters": [
          {
            "$ref": "#/components/parameters/sloId"
          },
          {
            "name": "pipeline",
            "in": "query",
            "description": "Only verdicts on this pipeline, an entity ref",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 10,
              "items": {
                "$ref": "#/components/schemas/VerdictState"
              }
            }
          },
          {
            "name": "from",
            "in": "query",
            "description": "Due at this instant or later",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "to",
            "in": "query",
            "description": "Due before this instant",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VerdictPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/{sloId}/verdicts/{occurrence}/attribution": {
      "get": {
        "operationId": "getMissAttribution",
        "tags": [
          "SLOs"
        ],
        "summary": "Why an occurrence was missed, the pipelines upstream whose lateness led to it, and how much each added",
        "parameters": [
          {
            "$ref": "#/components/parameters/sloId"
          },
          {
            "name": "occurrence",
            "in": "path",
            "required": true,
            "description": "As the verdict names it",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 24
            }
          },
          {
            "name": "pipeline",
            "in": "query",
            "required": true,
            "description": "The pipeline of the verdict, an entity ref",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The realised critical path",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MissAttribution"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/{sloId}/decisions": {
      "get": {
        "operationId": "getSloDecisions",
        "tags": [
          "SLOs"
        ],
        "summary": "What people decided about the verdicts of an SLO, the newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/sloId"
          }
        ],
        "responses": {
          "200": {
            "description": "The decisions",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/SloDecision"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "proposeSloExclusion",
        "tags": [
          "SLOs"
        ],
        "summary": "Proposes to take a period out of an SLO, or to declare its data unusable; it counts once a second person has confirmed it",
        "parameters": [
          {
            "$ref": "#/components/parameters/sloId"
          },
          {
            "name": "Idempotency-Key",
            "in": "header",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "from",
                  "to",
                  "reason"
                ],
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "exclusion",
                      "quarantine"
                    ],
                    "default": "exclusion",
                    "description": "exclusion takes out what was due in the period; quarantine declares the data of the intervals that ended in it unusable, so that an arrival in time counts as bad"
                  },
                  "from": {
                    "type": "string",
                    "format": "date-time",
                    "description": "What was due, or ended, at this instant or later …"
                  },
                  "to": {
                    "type": "string",
                    "format": "date-time",
                    "description": "… and before this one"
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The proposal",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SloDecision"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/{sloId}/decisions/{decisionId}/confirm": {
      "post": {
        "operationId": "confirmSloDecision",
        "tags": [
          "SLOs"
        ],
        "summary": "Confirms what another person proposed; the verdicts are judged again",
        "parameters": [
          {
            "$ref": "#/components/parameters/sloId"
          },
          {
            "$ref": "#/components/parameters/decisionId"
          }
        ],
        "responses": {
          "200": {
            "description": "The decision",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SloDecision"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/{sloId}/decisions/{decisionId}/withdraw": {
      "post": {
        "operationId": "withdrawSloDecision",
        "tags": [
          "SLOs"
        ],
        "summary": "Takes a decision back; it stays on record, and the verdicts are judged again",
        "parameters": [
          {
            "$ref": "#/components/parameters/sloId"
          },
          {
            "$ref": "#/components/parameters/decisionId"
          }
        ],
        "responses": {
          "200": {
            "description": "The decision",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SloDecision"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/{sloId}/openslo": {
      "get": {
        "operationId": "getSloAsOpenSlo",
        "tags": [
          "SLOs"
        ],
        "summary": "The definition as OpenSLO v1; what OpenSLO has no words for stands in annotations",
        "parameters": [
          {
            "$ref": "#/components/parameters/sloId"
          }
        ],
        "responses": {
          "200": {
            "description": "One YAML document",
            "content": {
              "application/yaml": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/openslo": {
      "post": {
        "operationId": "readOpenSlo",
        "tags": [
          "SLOs"
        ],
        "summary": "Reads OpenSLO v1 documents into the form of spec.slos; nothing is kept",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "yaml"
                ],
                "properties": {
                  "yaml": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 200000,
                    "description": "One document or several"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The SLOs that could be read, and what is wrong with the others",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OpenSloImport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/preview": {
      "post": {
        "operationId": "previewSlo",
        "tags": [
          "SLOs"
        ],
        "summary": "The verdicts that a definition would have had; nothing is kept",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SloPreviewRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The verdicts and the budget, or what is wrong with the definition",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SloPreview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/slos/patch": {
      "post": {
        "operationId": "patchSlo",
        "tags": [
          "SLOs"
        ],
        "summary": "The change to the file of the entity that an SLO takes, as a unified diff for a pull request; nothing is changed from here",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SloPatchRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The diff, or why there is none",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SloPatch"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/runbooks": {
      "get": {
        "operationId": "getRunbooks",
        "tags": [
          "Runbooks"
        ],
        "summary": "What to do when something breaks, for pipelines that have no runbook of their own",
        "responses": {
          "200": {
            "description": "The runbooks, in the order in which they are needed most",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Runbook"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/runbooks/{runbookId}": {
      "get": {
        "operationId": "getRunbook",
        "tags": [
          "Runbooks"
        ],
        "summary": "One runbook with its page",
        "parameters": [
          {
            "name": "runbookId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunbookPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/environments": {
      "get": {
        "operationId": "getEnvironments",
        "tags": [
          "Sources"
        ],
        "summary": "The ordered list of environments from the config",
        "responses": {
          "200": {
            "description": "First is furthest from production",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Environment"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources": {
      "get": {
        "operationId": "getSources",
        "tags": [
          "Sources"
        ],
        "summary": "Health of every collector",
        "responses": {
          "200": {
            "description": "The sources, what needs a human first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Source"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/clusters": {
      "get": {
        "operationId": "getKafkaClusters",
        "tags": [
          "Streams"
        ],
        "summary": "The Kafka clusters, as their last sweeps found them",
        "responses": {
          "200": {
            "description": "The clusters",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/KafkaCluster"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/groups": {
      "get": {
        "operationId": "getConsumerGroups",
        "tags": [
          "Streams"
        ],
        "summary": "Consumer groups of all clusters, also those that are no pipeline of the catalog",
        "parameters": [
          {
            "name": "text",
            "in": "query",
            "description": "Part of the group's id",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Ids of clusters",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 255
              }
            }
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 63
              }
            }
          },
          {
            "name": "status",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/LagStatus"
              }
            }
          },
          {
            "name": "bound",
            "in": "query",
            "description": "Only those that are a pipeline of the catalog, or only those that are none",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "abandoned",
            "in": "query",
            "description": "Those too that have had no member and committed nothing for long",
            "schema": {
              "type": "boolean",
              "default": false
            }
          },
          {
            "name": "orderBy",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "seconds",
                "lag",
                "status",
                "group",
                "cluster"
              ],
              "default": "seconds"
            }
          },
          {
            "name": "order",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "asc",
                "desc"
              ]
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "nextCursor of the page before. Answers 400 if it isn't one, or belongs to another filter or order.",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConsumerGroupPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/group-trends": {
      "get": {
        "operationId": "getConsumerGroupTrends",
        "tags": [
          "Streams"
        ],
        "summary": "How many messages some consumer groups were behind by over the last hours, as small lines show it",
        "parameters": [
          {
            "name": "groupId",
            "in": "query",
            "required": true,
            "description": "Groups that are gone are left out",
            "schema": {
              "type": "array",
              "minItems": 1,
              "maxItems": 100,
              "items": {
                "type": "integer",
                "minimum": 1,
                "maximum": 2147483647
              }
            }
          },
          {
            "name": "hours",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 24,
              "default": 6
            }
          },
          {
            "name": "steps",
            "in": "query",
            "description": "Into so many equal steps the hours are parted",
            "schema": {
              "type": "integer",
              "minimum": 2,
              "maximum": 60,
              "default": 30
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The trends",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConsumerGroupTrends"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/groups/{groupId}": {
      "get": {
        "operationId": "getConsumerGroup",
        "tags": [
          "Streams"
        ],
        "summary": "A consumer group with its partitions and members",
        "parameters": [
          {
            "$ref": "#/components/parameters/groupId"
          }
        ],
        "responses": {
          "200": {
            "description": "The group",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConsumerGroupDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/groups/{groupId}/lag": {
      "get": {
        "operationId": "getConsumerGroupLag",
        "tags": [
          "Streams"
        ],
        "summary": "How far a consumer group was behind over a time, be it a pipeline or not",
        "parameters": [
          {
            "$ref": "#/components/parameters/groupId"
          },
          {
            "$ref": "#/components/parameters/lagFrom"
          },
          {
            "$ref": "#/components/parameters/lagTo"
          },
          {
            "$ref": "#/components/parameters/lagPoints"
          }
        ],
        "responses": {
          "200": {
            "description": "Its series",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "from",
                    "to",
                    "series"
                  ],
                  "properties": {
                    "from": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "to": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "series": {
                      "$ref": "#/components/schemas/LagSeries"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/topics": {
      "get": {
        "operationId": "getKafkaTopics",
        "tags": [
          "Streams"
        ],
        "summary": "Topics of all clusters by name, with what is in them; read about once a minute",
        "parameters": [
          {
            "name": "text",
            "in": "query",
            "description": "Part of the name",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "description": "Ids of clusters",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 255
              }
            }
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 63
              }
            }
          },
          {
            "name": "deadLetters",
            "in": "query",
            "description": "Only dead-letter topics, or only others",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "deadLettersOf",
            "in": "query",
            "description": "Id of a consumer group. Only the dead-letter topics of its cluster that take what it couldn't read.",
            "schema": {
              "type": "integer",
              "minimum": 1
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "nextCursor of the page before. Answers 400 if it isn't one, or belongs to another filter.",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KafkaTopicPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/clusters/{clusterId}/topics/{topic}": {
      "get": {
        "operationId": "getKafkaTopic",
        "tags": [
          "Streams"
        ],
        "summary": "A topic with its partitions",
        "parameters": [
          {
            "name": "clusterId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "topic",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The topic",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KafkaTopicDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/clusters/{clusterId}/topics/{topic}/dead-letters": {
      "get": {
        "operationId": "getDeadLetters",
        "tags": [
          "Streams"
        ],
        "summary": "What the headers of the newest messages of a dead-letter topic say, asked of the cluster now; never keys or values",
        "parameters": [
          {
            "name": "clusterId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "topic",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 200,
              "default": 50
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The sample",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DeadLetterSample"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/kafka/connectors": {
      "get": {
        "operationId": "getKafkaConnectors",
        "tags": [
          "Streams"
        ],
        "summary": "All connectors of Kafka Connect with their tasks, those first that need a human",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/ConnectorState"
              }
            }
          },
          {
            "name": "readsAs",
            "in": "query",
            "description": "Id of a consumer group. Only sinks that read as it.",
            "schema": {
              "type": "integer",
              "minimum": 1
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The connectors",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/KafkaConnectorList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/schemas": {
      "get": {
        "operationId": "getSchemas",
        "tags": [
          "Streams"
        ],
        "summary": "Subjects of all schema registries by name, each with its newest version and the level that it is held to",
        "parameters": [
          {
            "name": "text",
            "in": "query",
            "description": "Part of the subject",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "registry",
            "in": "query",
            "description": "Ids of registries",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 255
              }
            }
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "type": "string",
                "maxLength": 63
              }
            }
          },
          {
            "name": "readBy",
            "in": "query",
            "description": "Id of a consumer group. Only subjects about the topics that it reads, in registries that are about its cluster.",
            "schema": {
              "type": "integer",
              "minimum": 1
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "description": "nextCursor of the page before. Answers 400 if it isn't one, or belongs to another filter.",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaSubjectPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/schemas/{registryId}/{subject}": {
      "get": {
        "operationId": "getSchemaSubject",
        "tags": [
          "Streams"
        ],
        "summary": "A subject with its versions, the newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/registryId"
          },
          {
            "$ref": "#/components/parameters/subject"
          }
        ],
        "responses": {
          "200": {
            "description": "The subject",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaSubjectDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/schemas/{registryId}/{subject}/diff": {
      "get": {
        "operationId": "getSchemaDiff",
        "tags": [
          "Streams"
        ],
        "summary": "How one version of a subject differs from another",
        "parameters": [
          {
            "$ref": "#/components/parameters/registryId"
          },
          {
            "$ref": "#/components/parameters/subject"
          },
          {
            "name": "from",
            "in": "query",
            "required": true,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 2147483647
            }
          },
          {
            "name": "to",
            "in": "query",
            "required": true,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 2147483647
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The difference",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaDiff"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/schemas/{registryId}/{subject}/check": {
      "post": {
        "operationId": "checkSchema",
        "tags": [
          "Streams"
        ],
        "summary": "Whether a schema may follow what the registry has now; registers nothing. 503 if the registry can't be asked",
        "parameters": [
          {
            "$ref": "#/components/parameters/registryId"
          },
          {
            "$ref": "#/components/parameters/subject"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SchemaToCheck"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What the registry says",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SchemaCheck"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/lag": {
      "get": {
        "operationId": "getLag",
        "tags": [
          "Streams"
        ],
        "summary": "How far a pipeline was behind over a time, for each cluster that it reads from",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "$ref": "#/components/parameters/lagFrom"
          },
          {
            "$ref": "#/components/parameters/lagTo"
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "$ref": "#/components/parameters/lagPoints"
          }
        ],
        "responses": {
          "200": {
            "description": "A series for each group",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PipelineLag"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/costs": {
      "get": {
        "operationId": "getCosts",
        "tags": [
          "Sources"
        ],
        "summary": "What computing cost, by UTC day, resource and label; newest day first",
        "parameters": [
          {
            "name": "from",
            "in": "query",
            "description": "First UTC day; defaults to 30 days before the end",
            "schema": {
              "type": "string",
              "format": "date"
            }
          },
          {
            "name": "to",
            "in": "query",
            "description": "The UTC day at which the list ends, exclusive; defaults to tomorrow",
            "schema": {
              "type": "string",
              "format": "date"
            }
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "resource",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "name": "basis",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/CostBasis"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 100
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CostPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/definitions": {
      "get": {
        "operationId": "getDefinitions",
        "tags": [
          "Sources"
        ],
        "summary": "Pipelines that sources found and no entity declares; read by the catalog's entity provider",
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 500
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/DiscoveredDefinition"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/units": {
      "get": {
        "operationId": "getUnits",
        "tags": [
          "Releases"
        ],
        "summary": "Release units with their members, by name; not paged, a unit is about 100 bytes a member",
        "responses": {
          "200": {
            "description": "The units",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ReleaseUnit"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/releases": {
      "get": {
        "operationId": "getReleases",
        "tags": [
          "Releases"
        ],
        "summary": "Releases, the newest first",
        "parameters": [
          {
            "name": "unit",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "commit",
            "in": "query",
            "schema": {
              "type": "string",
              "pattern": "^[0-9a-f]{40,64}$"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleasePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "registerRelease",
        "tags": [
          "Releases"
        ],
        "summary": "Registers a release; the same content again is the same release",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ReleaseToRegister"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The release was registered before",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Release"
                }
              }
            }
          },
          "201": {
            "description": "The release is new",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Release"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/releases/record": {
      "post": {
        "operationId": "recordRelease",
        "tags": [
          "Releases"
        ],
        "summary": "The existing CI says that it put a release into an environment; the same again changes nothing",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ReleaseRecorded"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The release",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/releases/{releaseId}": {
      "get": {
        "operationId": "getRelease",
        "tags": [
          "Releases"
        ],
        "summary": "A release with its content, evidence and deployments",
        "parameters": [
          {
            "$ref": "#/components/parameters/releaseId"
          }
        ],
        "responses": {
          "200": {
            "description": "The release",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/releases/{releaseId}/diff": {
      "get": {
        "operationId": "getReleaseDiff",
        "tags": [
          "Releases"
        ],
        "summary": "What a release changes against another one of its unit, and who wrote it",
        "parameters": [
          {
            "$ref": "#/components/parameters/releaseId"
          },
          {
            "name": "base",
            "in": "query",
            "description": "The id of a release, the one before it if it is left out, or `none`",
            "schema": {
              "type": "string",
              "pattern": "^(none|[1-9][0-9]{0,9})$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The difference",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseDiff"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/releases/{releaseId}/retire": {
      "post": {
        "operationId": "retireRelease",
        "tags": [
          "Releases"
        ],
        "summary": "Takes a release out of use, for good",
        "parameters": [
          {
            "$ref": "#/components/parameters/releaseId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The release",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/releases/{releaseId}/evidence": {
      "post": {
        "operationId": "addReleaseEvidence",
        "tags": [
          "Releases"
        ],
        "summary": "Adds a report about a release; the same again is the same evidence",
        "parameters": [
          {
            "$ref": "#/components/parameters/releaseId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/EvidenceToAdd"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "It was added before",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseEvidence"
                }
              }
            }
          },
          "201": {
            "description": "It is new",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseEvidence"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/releases/{releaseId}/evidence/{evidenceId}/file": {
      "get": {
        "operationId": "getReleaseEvidenceFile",
        "tags": [
          "Releases"
        ],
        "summary": "The report as it came; fails if its bytes were changed since",
        "parameters": [
          {
            "$ref": "#/components/parameters/releaseId"
          },
          {
            "name": "evidenceId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 2147483647
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The file",
            "content": {
              "application/octet-stream": {
                "schema": {
                  "type": "string",
                  "format": "binary"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals": {
      "get": {
        "operationId": "getApprovals",
        "tags": [
          "Approvals"
        ],
        "summary": "Requests for decisions, the newest first",
        "parameters": [
          {
            "name": "view",
            "in": "query",
            "description": "`decide`: those that wait for me; `waiting`: those that I asked for; `all`: those that I may see",
            "schema": {
              "type": "string",
              "enum": [
                "decide",
                "waiting",
                "all"
              ],
              "default": "all"
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 7,
              "items": {
                "$ref": "#/components/schemas/ApprovalState"
              }
            }
          },
          {
            "name": "type",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 7,
              "items": {
                "$ref": "#/components/schemas/SubjectType"
              }
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page; it may be shorter than the limit and have a next one",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApprovalPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals/{approvalId}": {
      "get": {
        "operationId": "getApproval",
        "tags": [
          "Approvals"
        ],
        "summary": "A request with its subject, what is shown beside it, its votes and comments",
        "parameters": [
          {
            "$ref": "#/components/parameters/approvalId"
          }
        ],
        "responses": {
          "200": {
            "description": "The request",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApprovalDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals/{approvalId}/votes": {
      "post": {
        "operationId": "voteOnApproval",
        "tags": [
          "Approvals"
        ],
        "summary": "Casts or revokes a vote; only a person can, on the page itself",
        "parameters": [
          {
            "$ref": "#/components/parameters/approvalId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "kind",
                  "subjectHash",
                  "shownDigest"
                ],
                "properties": {
                  "kind": {
                    "type": "string",
                    "enum": [
                      "approve",
                      "reject",
                      "revoke"
                    ]
                  },
                  "subjectHash": {
                    "type": "string",
                    "pattern": "^[0-9a-f]{64}$",
                    "description": "Of the request that was looked at"
                  },
                  "shownDigest": {
                    "type": "string",
                    "pattern": "^[0-9a-f]{64}$",
                    "description": "`shown.digest` of the request that was looked at"
                  },
                  "comment": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApprovalDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals/{approvalId}/withdraw": {
      "post": {
        "operationId": "withdrawApproval",
        "tags": [
          "Approvals"
        ],
        "summary": "Takes back what one has asked for",
        "parameters": [
          {
            "$ref": "#/components/parameters/approvalId"
          }
        ],
        "responses": {
          "200": {
            "description": "The request after it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApprovalDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals/{approvalId}/comments": {
      "post": {
        "operationId": "commentOnApproval",
        "tags": [
          "Approvals"
        ],
        "summary": "Writes something that counts for nothing",
        "parameters": [
          {
            "$ref": "#/components/parameters/approvalId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "text"
                ],
                "properties": {
                  "text": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 2000,
                    "pattern": "\\S"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApprovalDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals/{approvalId}/delegate": {
      "post": {
        "operationId": "delegateApproval",
        "tags": [
          "Approvals"
        ],
        "summary": "Passes one's own right to vote on to another person, for this request",
        "parameters": [
          {
            "$ref": "#/components/parameters/approvalId"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "to"
                ],
                "properties": {
                  "to": {
                    "type": "string",
                    "maxLength": 255,
                    "pattern": "^[uU]ser:[^/]+/[^/]+$",
                    "description": "Entity ref of a user"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The request after it",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApprovalDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/policies": {
      "get": {
        "operationId": "getPolicies",
        "tags": [
          "Policies"
        ],
        "summary": "The policy of delivery that is in force, those that are proposed, and what is wrong with them",
        "responses": {
          "200": {
            "description": "Where policies stand",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyStanding"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/policies/versions": {
      "get": {
        "operationId": "getPolicyVersions",
        "tags": [
          "Policies"
        ],
        "summary": "Every policy that was ever brought, the newest first",
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 50,
              "default": 20
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyVersionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/policies/changes": {
      "post": {
        "operationId": "proposePolicy",
        "tags": [
          "Policies"
        ],
        "summary": "Proposes a policy; it comes into force once the people whom the one in force names have approved it",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "yaml",
                  "reason"
                ],
                "properties": {
                  "yaml": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 65536,
                    "description": "All of the policy"
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The proposal",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PolicyVersion"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/operations/plan": {
      "post": {
        "operationId": "planOperation",
        "tags": [
          "Operations"
        ],
        "summary": "A dry run - what an operation would do now, and who would have to approve it; changes nothing",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/OperationRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it would do",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OperationDryRun"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/operations/options": {
      "get": {
        "operationId": "getOperationOptions",
        "tags": [
          "Operations"
        ],
        "summary": "What the caller may ask for, by cluster",
        "responses": {
          "200": {
            "description": "Clusters on which operations are switched on",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/OperationOptions"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/operations": {
      "get": {
        "operationId": "getOperations",
        "tags": [
          "Operations"
        ],
        "summary": "Operations, the newest first",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "description": "Those that touch a pipeline",
            "schema": {
              "type": "string",
              "maxLength": 500
            }
          },
          {
            "name": "sourceId",
            "in": "query",
            "description": "Those on a cluster",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "group",
            "in": "query",
            "description": "Resets of a consumer group",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 20
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OperationPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "requestOperation",
        "tags": [
          "Operations"
        ],
        "summary": "Asks for an operation with the numbers of its dry run",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "request",
                  "shown",
                  "reason"
                ],
                "properties": {
                  "request": {
                    "$ref": "#/components/schemas/OperationRequest"
                  },
                  "shown": {
                    "type": "array",
                    "maxItems": 5000,
                    "description": "The partitions of the dry run that the caller looked at; more than 1 % off by now is refused with 409",
                    "items": {
                      "$ref": "#/components/schemas/OperationPartition"
                    }
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The operation",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OperationDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/operations/{operationId}": {
      "get": {
        "operationId": "getOperation",
        "tags": [
          "Operations"
        ],
        "summary": "An operation with its numbers",
        "parameters": [
          {
            "name": "operationId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 2147483647
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The operation",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OperationDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/units/board": {
      "get": {
        "operationId": "getReleaseBoard",
        "tags": [
          "Promotions"
        ],
        "summary": "What runs where and what moves now, a row a unit, by name; not paged, a row is about 2 kB",
        "responses": {
          "200": {
            "description": "The board",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseBoard"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/units/{unit}": {
      "get": {
        "operationId": "getReleaseUnit",
        "tags": [
          "Promotions"
        ],
        "summary": "A unit with what runs in each environment, what it can be rolled back to and why, holds, quarantines and unmanaged changes",
        "parameters": [
          {
            "$ref": "#/components/parameters/unit"
          }
        ],
        "responses": {
          "200": {
            "description": "The unit",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseUnitDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/units/{unit}/adoption": {
      "post": {
        "operationId": "setUnitAdoption",
        "tags": [
          "Promotions"
        ],
        "summary": "Changes how far a unit is under Sluice; on gated and managed, what runs becomes an attested baseline",
        "parameters": [
          {
            "$ref": "#/components/parameters/unit"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "level",
                  "reason"
                ],
                "properties": {
                  "level": {
                    "$ref": "#/components/schemas/AdoptionLevel"
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The unit",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseUnitDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/plan": {
      "post": {
        "operationId": "planPromotion",
        "tags": [
          "Promotions"
        ],
        "summary": "What a promotion would change, could hurt and needs; it asks for nothing and changes nothing",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionToPlan"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The plan",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionPlan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions": {
      "get": {
        "operationId": "getPromotions",
        "tags": [
          "Promotions"
        ],
        "summary": "Promotions, the newest first",
        "parameters": [
          {
            "name": "unit",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "environment",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "member",
            "in": "query",
            "description": "Entity ref of a pipeline that it changes",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "name": "releaseId",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 2147483647
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 20,
              "items": {
                "$ref": "#/components/schemas/PromotionState"
              }
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "requestPromotion",
        "tags": [
          "Promotions"
        ],
        "summary": "Asks for a promotion, a rollback or a redeployment",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PromotionToRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The promotion",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}": {
      "get": {
        "operationId": "getPromotion",
        "tags": [
          "Promotions"
        ],
        "summary": "A promotion with its plan, gates, steps, verification, timeline and log",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          }
        ],
        "responses": {
          "200": {
            "description": "The promotion",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/cancel": {
      "post": {
        "operationId": "cancelPromotion",
        "tags": [
          "Promotions"
        ],
        "summary": "Cancels one that has not started, or aborts one that runs",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/retry": {
      "post": {
        "operationId": "retryPromotion",
        "tags": [
          "Promotions"
        ],
        "summary": "Asks for the same again as a new promotion, with gates and approval of its own",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The new promotion",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/overrides": {
      "post": {
        "operationId": "overrideGate",
        "tags": [
          "Promotions"
        ],
        "summary": "Overrides a risk gate by name; an integrity gate can't be",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "gate",
                  "reason"
                ],
                "properties": {
                  "gate": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/promotions/{promotionId}/review": {
      "post": {
        "operationId": "reviewBreakGlass",
        "tags": [
          "Promotions"
        ],
        "summary": "A second person reviews a promotion that broke the glass",
        "parameters": [
          {
            "$ref": "#/components/parameters/promotionId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The promotion",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PromotionDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/holds": {
      "post": {
        "operationId": "addHold",
        "tags": [
          "Promotions"
        ],
        "summary": "Holds automatic promotion of a unit into an environment",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "unit",
                  "environment",
                  "reason"
                ],
                "properties": {
                  "unit": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "environment": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The hold",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Hold"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/holds/{holdId}": {
      "delete": {
        "operationId": "releaseHold",
        "tags": [
          "Promotions"
        ],
        "summary": "Asks another person to agree that a hold ends",
        "parameters": [
          {
            "name": "holdId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 2147483647
            }
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "responses": {
          "202": {
            "description": "The hold, with the request for approval",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Hold"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/unmanaged-changes/{changeId}/acknowledge": {
      "post": {
        "operationId": "acknowledgeUnmanagedChange",
        "tags": [
          "Promotions"
        ],
        "summary": "Says that one has looked at a change made behind Sluice's back; nobody can for their own",
        "parameters": [
          {
            "name": "changeId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 2147483647
            }
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Reason"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The change",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/UnmanagedChange"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/releases": {
      "get": {
        "operationId": "getPipelineReleases",
        "tags": [
          "Promotions"
        ],
        "summary": "What was released of a pipeline, by environment, the newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "days",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 400,
              "default": 90
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The history",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReleaseHistory"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/ledger": {
      "get": {
        "operationId": "getLedger",
        "tags": [
          "Ledger"
        ],
        "summary": "Rows of the ledger that the filter matches, the newest first",
        "parameters": [
          {
            "name": "actor",
            "in": "query",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "name": "subject",
            "in": "query",
            "description": "What the rows are about, for example `approval:12`",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "name": "type",
            "in": "query",
            "description": "What happened, for example `approval.approved`",
            "schema": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "type": "string",
                "maxLength": 63
              }
            }
          },
          {
            "name": "from",
            "in": "query",
            "description": "At this instant or later …",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "to",
            "in": "query",
            "description": "… and before this one",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 500,
              "default": 100
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LedgerPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/ledger/verify": {
      "get": {
        "operationId": "verifyLedger",
        "tags": [
          "Ledger"
        ],
        "summary": "Reads the whole ledger and checks it against itself and against the exported heads; takes seconds per 100,000 rows",
        "responses": {
          "200": {
            "description": "What was found; a broken ledger is an answer, not an error",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LedgerVerification"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/ledger/head": {
      "get": {
        "operationId": "getLedgerHead",
        "tags": [
          "Ledger"
        ],
        "summary": "The last row, the head that was exported last, and what the last scheduled verification found",
        "responses": {
          "200": {
            "description": "Where the ledger stands",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LedgerStanding"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/ledger/head/export": {
      "post": {
        "operationId": "exportLedgerHead",
        "tags": [
          "Ledger"
        ],
        "summary": "Writes the head to the configured file now; again with the same head, it writes nothing",
        "responses": {
          "200": {
            "description": "The head that stands in the file now; none in an empty ledger",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "properties": {
                    "head": {
                      "$ref": "#/components/schemas/LedgerHead"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/ledger/{seq}/redactions": {
      "post": {
        "operationId": "redactLedgerValue",
        "tags": [
          "Ledger"
        ],
        "summary": "Takes a value out of the payload of a row, for personal data that has to go; the chain still verifies",
        "parameters": [
          {
            "name": "seq",
            "in": "path",
            "required": true,
            "schema": {
              "type": "integer",
              "minimum": 1
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "field",
                  "reason"
                ],
                "properties": {
                  "field": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 63,
                    "description": "A name under `values` of the row"
                  },
                  "reason": {
                    "type": "string",
                    "minLength": 10,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The row without the value",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LedgerRow"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/alerts": {
      "get": {
        "operationId": "getAlerts",
        "tags": [
          "Alerts"
        ],
        "summary": "Alerts on pipelines that the caller may see; what needs a human first, then the newest",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 3,
              "items": {
                "$ref": "#/components/schemas/AlertState"
              }
            }
          },
          {
            "name": "urgency",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/AlertUrgency"
            }
          },
          {
            "name": "kind",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 20,
              "items": {
                "$ref": "#/components/schemas/AlertKind"
              }
            }
          },
          {
            "name": "owner",
            "in": "query",
            "description": "Entity refs of owners, of the cause or of an affected pipeline",
            "schema": {
              "type": "array",
              "maxItems": 50,
              "items": {
                "type": "string",
                "maxLength": 255
              }
            }
          },
          {
            "name": "pipeline",
            "in": "query",
            "description": "Only alerts that affect this pipeline, or that it causes; an entity ref",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AlertPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/alerts/{alertId}": {
      "get": {
        "operationId": "getAlert",
        "tags": [
          "Alerts"
        ],
        "summary": "An alert with the pipelines that it affects, its history and who was told",
        "parameters": [
          {
            "$ref": "#/components/parameters/alertId"
          }
        ],
        "responses": {
          "200": {
            "description": "The alert",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AlertDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/alerts/{alertId}/acknowledge": {
      "post": {
        "operationId": "acknowledgeAlert",
        "tags": [
          "Alerts"
        ],
        "summary": "Says that somebody looks after it; doing it again changes nothing, a resolved alert answers 409",
        "parameters": [
          {
            "$ref": "#/components/parameters/alertId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                  "note": {
                    "type": "string",
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The alert",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Alert"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/alert-channels": {
      "get": {
        "operationId": "getAlertChannels",
        "tags": [
          "Alerts"
        ],
        "summary": "How alerts are told, and which way fails",
        "responses": {
          "200": {
            "description": "The channels",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/AlertChannel"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents": {
      "get": {
        "operationId": "getIncidents",
        "tags": [
          "Incidents"
        ],
        "summary": "Incidents on pipelines that the caller may see; open ones first, then the newest",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "schema": {
              "$ref": "#/components/schemas/IncidentState"
            }
          },
          {
            "name": "pipeline",
            "in": "query",
            "description": "Only incidents that name this pipeline, an entity ref",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IncidentPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "openIncident",
        "tags": [
          "Incidents"
        ],
        "summary": "Declares an incident on pipelines; 422 if one of them is none that the caller may see",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "title",
                  "pipelines"
                ],
                "properties": {
                  "title": {
                    "type": "string",
                    "minLength": 5,
                    "maxLength": 200
                  },
                  "severity": {
                    "$ref": "#/components/schemas/AlertSeverity"
                  },
                  "pipelines": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 100,
                    "items": {
                      "type": "string",
                      "minLength": 1,
                      "maxLength": 255
                    }
                  },
                  "note": {
                    "type": "string",
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The incident",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IncidentDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{incidentId}": {
      "get": {
        "operationId": "getIncident",
        "tags": [
          "Incidents"
        ],
        "summary": "An incident with its pipelines, its alerts and its timeline",
        "parameters": [
          {
            "$ref": "#/components/parameters/incidentId"
          }
        ],
        "responses": {
          "200": {
            "description": "The incident",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IncidentDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{incidentId}/notes": {
      "post": {
        "operationId": "noteOnIncident",
        "tags": [
          "Incidents"
        ],
        "summary": "Adds a note to the timeline, also of a closed incident",
        "parameters": [
          {
            "$ref": "#/components/parameters/incidentId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "text"
                ],
                "properties": {
                  "text": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 4000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The incident",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IncidentDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incidents/{incidentId}/close": {
      "post": {
        "operationId": "closeIncident",
        "tags": [
          "Incidents"
        ],
        "summary": "Closes an incident by hand; one that is closed answers 409",
        "parameters": [
          {
            "$ref": "#/components/parameters/incidentId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "reason"
                ],
                "properties": {
                  "reason": {
                    "type": "string",
                    "minLength": 5,
                    "maxLength": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The incident",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IncidentDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incident-webhooks/{webhook}": {
      "post": {
        "operationId": "receiveIncident",
        "tags": [
          "Incidents"
        ],
        "summary": "Opens, notes on or closes an incident from another system. Takes no Backstage token: the body is signed instead, see docs/alerts.md",
        "parameters": [
          {
            "name": "webhook",
            "in": "path",
            "required": true,
            "description": "A name under pipelines.incidents.webhooks",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          },
          {
            "name": "X-Sluice-Timestamp",
            "in": "header",
            "required": true,
            "description": "Seconds since 1970 at which it was signed",
            "schema": {
              "type": "string",
              "maxLength": 20
            }
          },
          {
            "name": "X-Sluice-Signature",
            "in": "header",
            "required": true,
            "description": "v1= and the HMAC-SHA256 in hex, with the secret, of the timestamp, a full stop and the body",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/InboundIncident"
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "Taken in",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "incidentId",
                    "state"
                  ],
                  "properties": {
                    "incidentId": {
                      "type": "integer"
                    },
                    "state": {
                      "$ref": "#/components/schemas/IncidentState"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/reports/morning": {
      "get": {
        "operationId": "getLatestMorningReport",
        "tags": [
          "Reports"
        ],
        "summary": "The newest morning report",
        "responses": {
          "200": {
            "description": "The report, as far as the caller may see its pipelines",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MorningReport"
                }
              }
            }
          },
          "204": {
            "description": "None was made yet"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/reports/morning/{date}": {
      "get": {
        "operationId": "getMorningReport",
        "tags": [
          "Reports"
        ],
        "summary": "The morning report of a date",
        "parameters": [
          {
            "name": "date",
            "in": "path",
            "required": true,
            "description": "A local date in the zone of the report",
            "schema": {
              "type": "string",
              "format": "date"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The report, as far as the caller may see its pipelines",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MorningReport"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/sources/{sourceId}/artifacts/{artifactName}": {
      "put": {
        "operationId": "putArtifact",
        "tags": [
          "Sources"
        ],
        "summary": "Hands over a file that a job left, such as dbt's manifest.json. The same one again changes nothing",
        "parameters": [
          {
            "name": "sourceId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          {
            "name": "artifactName",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          }
        ],
        "requestBody": {
          "description": "The file as it is",
          "content": {
            "application/octet-stream": {
              "schema": {
                "type": "string",
                "format": "binary"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "It was there already, or a later one is",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReceivedArtifact"
                }
              }
            }
          },
          "201": {
            "description": "It is kept, and read with the next sweep",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReceivedArtifact"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/datasets": {
      "get": {
        "operationId": "getDatasets",
        "tags": [
          "Sources"
        ],
        "summary": "Datasets that sources found, with what they are made from; read by the catalog's entity provider",
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 500
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/DiscoveredDataset"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards": {
      "get": {
        "operationId": "getScorecards",
        "tags": [
          "Scorecards"
        ],
        "summary": "All scorecards with how many of the pipelines that the caller may see stand where, and what was wrong with their files",
        "responses": {
          "200": {
            "description": "The scorecards",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/{scorecardId}": {
      "get": {
        "operationId": "getScorecard",
        "tags": [
          "Scorecards"
        ],
        "summary": "Owners by checks, with the level of each owner and its trend, and who moved most",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardId"
          },
          {
            "name": "days",
            "in": "query",
            "description": "How far back the trend goes",
            "schema": {
              "type": "integer",
              "minimum": 7,
              "maximum": 365,
              "default": 90
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The matrix",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardMatrix"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/{scorecardId}/results": {
      "get": {
        "operationId": "getScorecardResults",
        "tags": [
          "Scorecards"
        ],
        "summary": "Pipelines with where they stand and what came of each check, by owner and name",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardId"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "$ref": "#/components/parameters/scorecardLevel"
          },
          {
            "$ref": "#/components/parameters/scorecardCheck"
          },
          {
            "$ref": "#/components/parameters/checkState"
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ScorecardResultPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/{scorecardId}/results.csv": {
      "get": {
        "operationId": "getScorecardCsv",
        "tags": [
          "Scorecards"
        ],
        "summary": "A row for each check of each pipeline, as CSV",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardId"
          },
          {
            "$ref": "#/components/parameters/owner"
          }
        ],
        "responses": {
          "200": {
            "description": "The file",
            "content": {
              "text/csv": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecards/{scorecardId}/changes": {
      "get": {
        "operationId": "getScorecardChanges",
        "tags": [
          "Scorecards"
        ],
        "summary": "Which pipelines have another level than before, with the checks that brought it about; the newest first",
        "parameters": [
          {
            "$ref": "#/components/parameters/scorecardId"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "name": "entityRef",
            "in": "query",
            "description": "Only this pipeline",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "since",
            "in": "query",
            "description": "Defaults to a week ago",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LevelChangePage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/entities/{kind}/{namespace}/{name}/scorecards": {
      "get": {
        "operationId": "getPipelineScorecards",
        "tags": [
          "Scorecards"
        ],
        "summary": "Where a pipeline stands on each scorecard, what is missing for the next level in order of effort, and each check with its evidence",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          }
        ],
        "responses": {
          "200": {
            "description": "A standing for each scorecard that is about it",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/PipelineStanding"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecard-owners/{kind}/{namespace}/{name}": {
      "get": {
        "operationId": "getOwnerScorecards",
        "tags": [
          "Scorecards"
        ],
        "summary": "Where an owner stands on each scorecard, and what would move it up",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "days",
            "in": "query",
            "description": "How far back the trend goes",
            "schema": {
              "type": "integer",
              "minimum": 7,
              "maximum": 365,
              "default": 90
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The standings",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OwnerScorecards"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecard-owners/{kind}/{namespace}/{name}/months/{month}": {
      "get": {
        "operationId": "getOwnerMonth",
        "tags": [
          "Scorecards"
        ],
        "summary": "What a lead wants to know of an owner's month, for printing",
        "parameters": [
          {
            "$ref": "#/components/parameters/kind"
          },
          {
            "$ref": "#/components/parameters/namespace"
          },
          {
            "$ref": "#/components/parameters/name"
          },
          {
            "name": "month",
            "in": "path",
            "required": true,
            "description": "A month in UTC, for example 2026-11",
            "schema": {
              "type": "string",
              "pattern": "^\\d{4}-(0[1-9]|1[0-2])$"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The summary",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/OwnerMonth"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecard-campaigns": {
      "get": {
        "operationId": "getCampaigns",
        "tags": [
          "Scorecards"
        ],
        "summary": "Checks that owners agreed to pass until a date, those that are due first; those that are over last",
        "responses": {
          "200": {
            "description": "The campaigns with their progress",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Campaign"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/scorecard-campaigns/{campaignId}": {
      "get": {
        "operationId": "getCampaign",
        "tags": [
          "Scorecards"
        ],
        "summary": "A campaign with its owners and the pipelines that are left",
        "parameters": [
          {
            "name": "campaignId",
            "in": "path",
            "required": true,
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 63
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The campaign",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/CampaignDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exemptions": {
      "get": {
        "operationId": "getExemptions",
        "tags": [
          "Scorecards"
        ],
        "summary": "Exemptions from checks, the newest first",
        "parameters": [
          {
            "name": "scorecard",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 63
            }
          },
          {
            "$ref": "#/components/parameters/scorecardCheck"
          },
          {
            "$ref": "#/components/parameters/owner"
          },
          {
            "name": "entityRef",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 255
            }
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "maxItems": 5,
              "items": {
                "$ref": "#/components/schemas/ExemptionState"
              }
            }
          },
          {
            "name": "limit",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100,
              "default": 50
            }
          },
          {
            "name": "cursor",
            "in": "query",
            "schema": {
              "type": "string",
              "maxLength": 2000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ExemptionPage"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "requestExemption",
        "tags": [
          "Scorecards"
        ],
        "summary": "Asks that a pipeline needn't pass a check for a while; it counts once somebody else has approved it",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ExemptionToRequest"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The request",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exemption"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exemptions/{exemptionId}": {
      "get": {
        "operationId": "getExemption",
        "tags": [
          "Scorecards"
        ],
        "summary": "One exemption",
        "parameters": [
          {
            "$ref": "#/components/parameters/exemptionId"
          }
        ],
        "responses": {
          "200": {
            "description": "The exemption",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exemption"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/exemptions/{exemptionId}/end": {
      "post": {
        "operationId": "endExemption",
        "tags": [
          "Scorecards"
        ],
        "summary": "Takes back an exemption, or the request for it; the check counts again at once",
        "parameters": [
          {
            "$ref": "#/components/parameters/exemptionId"
          },
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "responses": {
          "200": {
            "description": "The exemption",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Exemption"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "scorecardId": {
        "name": "scorecardId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "exemptionId": {
        "name": "exemptionId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 2147483647
        }
      },
      "scorecardLevel": {
        "name": "level",
        "in": "query",
        "description": "The names of levels; `none` is below the first one",
        "schema": {
          "type": "array",
          "maxItems": 20,
          "items": {
            "type": "string",
            "maxLength": 63
          }
        }
      },
      "scorecardCheck": {
        "name": "check",
        "in": "query",
        "description": "The id of a check",
        "schema": {
          "type": "string",
          "maxLength": 63
        }
      },
      "checkState": {
        "name": "state",
        "in": "query",
        "description": "What came of that check; of any check where none is named",
        "schema": {
          "type": "array",
          "maxItems": 5,
          "items": {
            "$ref": "#/components/schemas/CheckState"
          }
        }
      },
      "unit": {
        "name": "unit",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "promotionId": {
        "name": "promotionId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 2147483647
        }
      },
      "lagFrom": {
        "name": "from",
        "in": "query",
        "description": "Defaults to a day before the end",
        "schema": {
          "type": "string",
          "format": "date-time"
        }
      },
      "lagTo": {
        "name": "to",
        "in": "query",
        "description": "Exclusive; defaults to now",
        "schema": {
          "type": "string",
          "format": "date-time"
        }
      },
      "lagPoints": {
        "name": "points",
        "in": "query",
        "description": "So many points of each line; the rest is left out so that peaks stay (LTTB)",
        "schema": {
          "type": "integer",
          "minimum": 10,
          "maximum": 2000,
          "default": 300
        }
      },
      "groupId": {
        "name": "groupId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 2147483647
        }
      },
      "releaseId": {
        "name": "releaseId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 2147483647
        }
      },
      "approvalId": {
        "name": "approvalId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 2147483647
        }
      },
      "alertId": {
        "name": "alertId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1
        }
      },
      "incidentId": {
        "name": "incidentId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1
        }
      },
      "idempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "The same key again does nothing twice",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255
        }
      },
      "kind": {
        "name": "kind",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "namespace": {
        "name": "namespace",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "name": {
        "name": "name",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 63
        }
      },
      "decisionId": {
        "name": "decisionId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1
        }
      },
      "sloId": {
        "name": "sloId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "integer",
          "minimum": 1
        }
      },
      "text": {
        "name": "text",
        "in": "query",
        "description": "Every word has to occur in the name, title, description, owner, system, domain or an external id",
        "schema": {
          "type": "string",
          "maxLength": 200
        }
      },
      "owner": {
        "name": "owner",
        "in": "query",
        "description": "Entity refs",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 200
          }
        }
      },
      "domain": {
        "name": "domain",
        "in": "query",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 200
          }
        }
      },
      "system": {
        "name": "system",
        "in": "query",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 200
          }
        }
      },
      "type": {
        "name": "type",
        "in": "query",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/PipelineType"
          }
        }
      },
      "tier": {
        "name": "tier",
        "in": "query",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "integer",
            "minimum": 1,
            "maximum": 3
          }
        }
      },
      "lifecycle": {
        "name": "lifecycle",
        "in": "query",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 63
          }
        }
      },
      "classification": {
        "name": "classification",
        "in": "query",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "type": "string",
            "maxLength": 63
          }
        }
      },
      "stream": {
        "name": "stream",
        "in": "query",
        "description": "How healthy the consumer group of the pipeline is",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/LagStatus"
          }
        }
      },
      "slo": {
        "name": "slo",
        "in": "query",
        "description": "Where the worst SLO of the pipeline stands",
        "schema": {
          "type": "array",
          "maxItems": 10,
          "items": {
            "$ref": "#/components/schemas/SloStatus"
          }
        }
      },
      "status": {
        "name": "status",
        "in": "query",
        "schema": {
          "type": "array",
          "maxItems": 50,
          "items": {
            "$ref": "#/components/schemas/FleetStatus"
          }
        }
      },
      "registryId": {
        "name": "registryId",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 255
        }
      },
      "subject": {
        "name": "subject",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 512
        }
      },
      "entityRef": {
        "name": "entityRef",
        "in": "query",
        "description": "Only these pipelines",
        "schema": {
          "type": "array",
          "maxItems": 100,
          "items": {
            "type": "string",
            "maxLength": 200
          }
        }
      }
    },
    "responses": {
      "Error": {
        "description": "Backstage's error body; the message says what, where and how to fix it",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            }
          }
        }
      }
    },
    "schemas": {
      "Error": {
        "type": "object",
        "required": [
          "error",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              }
            }
          },
          "request": {
            "type": "object",
            "properties": {
              "method": {
                "type": "string"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "number"
              }
            }
          }
        }
      },
      "PipelineType": {
        "type": "string",
        "enum": [
          "airflow-dag",
          "dbt-selection",
          "spark-job",
          "kafka-consumer"
        ]
      },
      "FleetStatus": {
        "type": "string",
        "enum": [
          "failed",
          "late",
          "unknown",
          "running",
          "ok",
          "paused",
          "idle"
        ]
      },
      "StatusReason": {
        "type": "object",
        "description": "Why a pipeline stands as it does, for whoever shows it to put into words and into the reader's zone. Which values are there follows from the code; `statusReasonText` of `@sluice/plugin-pipelines-common` has the English.",
        "required": [
          "code"
        ],
        "properties": {
          "code": {
            "type": "string",
            "enum": [
              "not-seen",
              "no-run",
              "not-observed",
              "gone",
              "source-pending",
              "source-never-read",
              "source-failing",
              "source-stale",
              "outcome-unknown",
              "paused",
              "paused-after-failure",
              "failed",
              "failed-and-running",
              "crashing",
              "not-live",
              "live",
              "overdue-running",
              "overdue-queued",
              "not-started",
              "queued",
              "running",
              "succeeded"
            ]
          },
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When what the code names happened or began"
          },
          "dueAt": {
            "type": "string",
            "format": "date-time",
            "description": "By when the run had, or has, to be done; with not-started, when it was to start"
          },
          "source": {
            "type": "string",
            "description": "Title of the source"
          },
          "times": {
            "type": "integer",
            "description": "How often it crashed"
          }
        }
      },
      "RunState": {
        "type": "string",
        "enum": [
          "queued",
          "running",
          "success",
          "failed",
          "unknown"
        ]
      },
      "RunType": {
        "type": "string",
        "enum": [
          "scheduled",
          "dataset",
          "manual",
          "backfill",
          "continuous"
        ]
      },
      "SourceStatus": {
        "type": "string",
        "enum": [
          "healthy",
          "failing",
          "stale",
          "pending"
        ]
      },
      "FleetOrderBy": {
        "type": "string",
        "description": "status puts what needs a human first",
        "enum": [
          "status",
          "name",
          "type",
          "domain",
          "owner",
          "tier",
          "lastRun",
          "duration",
          "successRate",
          "nextRun",
          "slo",
          "budgetLeft",
          "lag"
        ],
        "default": "status"
      },
      "RecentRun": {
        "type": "object",
        "required": [
          "id",
          "state",
          "runType"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/RunState"
          },
          "runType": {
            "$ref": "#/components/schemas/RunType"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "durationSeconds": {
            "type": "number",
            "description": "From start to end",
            "or to now while it runs at reading time": null
          }
        }
      },
      "EnvironmentState": {
        "type": "object",
        "required": [
          "name",
          "status",
          "statusReason",
          "sources"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/FleetStatus"
          },
          "statusReason": {
            "$ref": "#/components/schemas/StatusReason"
          },
          "lastRun": {
            "$ref": "#/components/schemas/RecentRun"
          },
          "nextRunAt": {
            "type": "string",
            "format": "date-time"
          },
          "paused": {
            "type": "boolean"
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "observedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When a source of it was last read"
          }
        }
      },
      "FleetSlo": {
        "type": "object",
        "description": "The SLO of a pipeline that needs a human first",
        "required": [
          "id",
          "name",
          "kind",
          "status",
          "target"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/SloKind"
          },
          "status": {
            "$ref": "#/components/schemas/SloStatus"
          },
          "target": {
            "type": "number",
            "description": "Percent"
          },
          "allowed": {
            "type": "number",
            "description": "How many of the window may be bad; absent before it was evaluated"
          },
          "missesLeft": {
            "type": "integer",
            "description": "How many more may be bad; negative once more were than may"
          },
          "remainingRatio": {
            "type": "number",
            "description": "What is left as a share of what may be bad; absent where nothing counts yet"
          },
          "next": {
            "type": "string",
            "format": "date-time",
            "description": "When the next occurrence is due"
          }
        }
      },
      "FleetRow": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "type",
          "owner",
          "lifecycle",
          "classification",
          "demo",
          "discovered",
          "status",
          "statusReason",
          "recentRuns",
          "scheduledRuns30d",
          "succeededRuns30d",
          "environments"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "type": {
            "$ref": "#/components/schemas/PipelineType"
          },
          "owner": {
            "type": "string",
            "description": "Entity ref"
          },
          "system": {
            "type": "string",
            "description": "Entity ref"
          },
          "domain": {
            "type": "string",
            "description": "Entity ref"
          },
          "tier": {
            "type": "integer"
          },
          "lifecycle": {
            "type": "string"
          },
          "classification": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "releaseUnit": {
            "type": "string"
          },
          "schedule": {
            "type": "string",
            "description": "As people read it, \"0 5 * * * America/New_York\""
          },
          "demo": {
            "type": "boolean",
            "description": "True for the embedded fleet"
          },
          "discovered": {
            "type": "boolean",
            "description": "True if a source found it and nobody declared it"
          },
          "environment": {
            "type": "string",
            "description": "The environment that status",
            "lastRun and the rest are about": null
          },
          "status": {
            "$ref": "#/components/schemas/FleetStatus"
          },
          "statusReason": {
            "$ref": "#/components/schemas/StatusReason"
          },
          "lastRun": {
            "$ref": "#/components/schemas/RecentRun"
          },
          "recentRuns": {
            "type": "array",
            "maxItems": 30,
            "description": "The last 30 runs, oldest first",
            "items": {
              "$ref": "#/components/schemas/RecentRun"
            }
          },
          "scheduledRuns30d": {
            "type": "integer",
            "description": "Scheduled and dataset-driven runs that ended in the last 30 days"
          },
          "succeededRuns30d": {
            "type": "integer"
          },
          "successRate30d": {
            "type": "number",
            "description": "Between 0 and 1; absent where no scheduled run ended"
          },
          "nextRunAt": {
            "type": "string",
            "format": "date-time"
          },
          "slo": {
            "$ref": "#/components/schemas/FleetSlo"
          },
          "lag": {
            "$ref": "#/components/schemas/FleetLag"
          },
          "environments": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EnvironmentState"
            }
          },
          "observedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "FleetLag": {
        "type": "object",
        "description": "How far the pipeline's consumer group is behind, the one that needs a human first; absent where it reads no stream. Up to a minute old.",
        "required": [
          "status",
          "reason",
          "readAt"
        ],
        "properties": {
          "status": {
            "$ref": "#/components/schemas/LagStatus"
          },
          "reason": {
            "type": "string"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "messages": {
            "type": "number",
            "description": "Absent if unknown"
          },
          "seconds": {
            "type": "number",
            "description": "Absent if unknown"
          },
          "atLeastSeconds": {
            "type": "number",
            "description": "A lower bound where it is unknown"
          }
        }
      },
      "FacetCount": {
        "type": "object",
        "required": [
          "value",
          "count"
        ],
        "properties": {
          "value": {
            "type": "string"
          },
          "count": {
            "type": "integer"
          }
        }
      },
      "FleetFacets": {
        "type": "object",
        "description": "Counts per value, each under all other filters",
        "required": [
          "status",
          "slo",
          "stream",
          "domain",
          "type",
          "tier",
          "lifecycle",
          "classification",
          "owner",
          "system"
        ],
        "properties": {
          "status": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "slo": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "stream": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "domain": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "type": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "tier": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "lifecycle": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "classification": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "owner": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          },
          "system": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FacetCount"
            }
          }
        }
      },
      "FleetPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FleetRow"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          },
          "facets": {
            "$ref": "#/components/schemas/FleetFacets"
          },
          "updatedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When a collector last wrote"
          }
        }
      },
      "FleetSummary": {
        "type": "object",
        "required": [
          "total",
          "byStatus",
          "scheduledRuns30d",
          "succeededRuns30d",
          "successTarget",
          "finishedBatchRuns30d",
          "batchRunsInTime30d",
          "runDurationTargetSeconds",
          "sources",
          "demo"
        ],
        "properties": {
          "total": {
            "type": "integer"
          },
          "byStatus": {
            "type": "object",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "scheduledRuns30d": {
            "type": "integer"
          },
          "succeededRuns30d": {
            "type": "integer"
          },
          "successTarget": {
            "type": "number"
          },
          "finishedBatchRuns30d": {
            "type": "integer"
          },
          "batchRunsInTime30d": {
            "type": "integer",
            "description": "Ended within the target after their data interval ended"
          },
          "runDurationTargetSeconds": {
            "type": "number"
          },
          "sources": {
            "type": "object",
            "required": [
              "healthy",
              "total"
            ],
            "properties": {
              "healthy": {
                "type": "integer"
              },
              "total": {
                "type": "integer"
              }
            }
          },
          "demo": {
            "type": "boolean",
            "description": "True if anything shown is demo data"
          },
          "updatedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "FleetWallTile": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "type",
          "status",
          "statusReason"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "domain": {
            "type": "string"
          },
          "type": {
            "$ref": "#/components/schemas/PipelineType"
          },
          "tier": {
            "type": "integer"
          },
          "status": {
            "$ref": "#/components/schemas/FleetStatus"
          },
          "statusReason": {
            "$ref": "#/components/schemas/StatusReason"
          }
        }
      },
      "PipelineOverview": {
        "type": "object",
        "required": [
          "row",
          "runDurationTargetSeconds",
          "successTarget",
          "problems",
          "links"
        ],
        "properties": {
          "row": {
            "$ref": "#/components/schemas/FleetRow"
          },
          "runDurationTargetSeconds": {
            "type": "number"
          },
          "successTarget": {
            "type": "number"
          },
          "durationSecondsP50": {
            "type": "number",
            "description": "Of succeeded runs in the last 30 days"
          },
          "durationSecondsP95": {
            "type": "number"
          },
          "inTimeRuns30d": {
            "type": "integer"
          },
          "finishedRuns30d": {
            "type": "integer"
          },
          "problems": {
            "type": "array",
            "description": "What is wrong with its binding or at its source: two entities for one DAG, an import error, a DAG that is gone",
            "items": {
              "$ref": "#/components/schemas/Problem"
            }
          },
          "links": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "title",
                "url"
              ],
              "properties": {
                "title": {
                  "type": "string"
                },
                "url": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "Problem": {
        "type": "object",
        "required": [
          "kind",
          "message"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "description": "duplicate-binding, import-error, dag-warning, gone, clock-skew"
          },
          "message": {
            "type": "string"
          },
          "source": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Run": {
        "type": "object",
        "required": [
          "id",
          "externalId",
          "source",
          "environment",
          "state",
          "runType",
          "runAfter",
          "demo"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "externalId": {
            "type": "string",
            "description": "What the source calls it"
          },
          "source": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/RunState"
          },
          "runType": {
            "$ref": "#/components/schemas/RunType"
          },
          "runAfter": {
            "type": "string",
            "format": "date-time",
            "description": "The end of its data interval",
            "or the moment it was due or triggered": null
          },
          "logicalDate": {
            "type": "string",
            "format": "date-time"
          },
          "dataIntervalStart": {
            "type": "string",
            "format": "date-time"
          },
          "dataIntervalEnd": {
            "type": "string",
            "format": "date-time"
          },
          "queuedAt": {
            "type": "string",
            "format": "date-time"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "durationSeconds": {
            "type": "number"
          },
          "firstSuccessAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it first succeeded; later clearing and re-running does not move it"
          },
          "cleared": {
            "type": "boolean",
            "description": "It ran again after it had ended"
          },
          "version": {
            "type": "string",
            "description": "Code version that the source names",
            "such as a bundle version": null
          },
          "url": {
            "type": "string",
            "description": "The run at its source"
          },
          "note": {
            "type": "string"
          },
          "demo": {
            "type": "boolean"
          }
        }
      },
      "RunPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Run"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "TaskInstance": {
        "type": "object",
        "required": [
          "taskId",
          "state",
          "tryNumber"
        ],
        "properties": {
          "taskId": {
            "type": "string"
          },
          "mapIndex": {
            "type": "integer"
          },
          "state": {
            "type": "string",
            "description": "As the source says it"
          },
          "tryNumber": {
            "type": "integer"
          },
          "operator": {
            "type": "string"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "durationSeconds": {
            "type": "number"
          },
          "url": {
            "type": "string"
          }
        }
      },
      "LineageNode": {
        "type": "object",
        "required": [
          "entityRef",
          "name",
          "kind",
          "type",
          "distance"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "distance": {
            "type": "integer",
            "description": "Steps from the pipeline: negative upstream, positive downstream"
          },
          "status": {
            "$ref": "#/components/schemas/FleetStatus"
          },
          "statusReason": {
            "$ref": "#/components/schemas/StatusReason"
          },
          "missing": {
            "type": "boolean",
            "description": "A relation names it but the catalog has no such entity"
          }
        }
      },
      "Lineage": {
        "type": "object",
        "required": [
          "nodes",
          "edges",
          "truncated"
        ],
        "properties": {
          "nodes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LineageNode"
            }
          },
          "edges": {
            "type": "array",
            "description": "In the direction in which data flows",
            "items": {
              "type": "object",
              "required": [
                "from",
                "to"
              ],
              "properties": {
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": "string"
                }
              }
            }
          },
          "truncated": {
            "type": "boolean",
            "description": "There were more neighbours than are shown"
          }
        }
      },
      "Environment": {
        "type": "object",
        "required": [
          "name",
          "title"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          }
        }
      },
      "SourceIssue": {
        "type": "object",
        "required": [
          "kind",
          "title",
          "message"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "description": "import-error, dag-warning, skipped-run, skipped-reading, clock-skew, scheduler, task-failed, resource-cap"
          },
          "title": {
            "type": "string",
            "description": "What it is about: a file, a DAG, a component"
          },
          "message": {
            "type": "string"
          },
          "pipeline": {
            "type": "string",
            "description": "The external id of the pipeline it is about"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Source": {
        "type": "object",
        "required": [
          "id",
          "technology",
          "title",
          "environment",
          "demo",
          "status",
          "rows",
          "consecutiveErrors",
          "issues",
          "pipelines",
          "intervalSeconds"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "technology": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "version": {
            "type": "string",
            "description": "What the source says it is",
            "such as 2.11.2": null
          },
          "demo": {
            "type": "boolean"
          },
          "status": {
            "$ref": "#/components/schemas/SourceStatus"
          },
          "lastAttemptAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastSuccessAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastDurationSeconds": {
            "type": "number"
          },
          "rows": {
            "type": "integer",
            "description": "Rows written by the last successful sweep"
          },
          "intervalSeconds": {
            "type": "number"
          },
          "nextAttemptAt": {
            "type": "string",
            "format": "date-time",
            "description": "Later than usual while it backs off"
          },
          "consecutiveErrors": {
            "type": "integer"
          },
          "message": {
            "type": "string",
            "description": "The last error",
            "as the source said it": null,
            "without secrets": null
          },
          "pipelines": {
            "type": "integer"
          },
          "issues": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SourceIssue"
            }
          }
        }
      },
      "LagStatus": {
        "type": "string",
        "description": "What needs a human first; a group is as its worst partition is",
        "enum": [
          "error",
          "rewind",
          "stop",
          "stall",
          "warn",
          "unknown",
          "ok"
        ]
      },
      "KafkaCluster": {
        "type": "object",
        "required": [
          "id",
          "title",
          "environment",
          "demo",
          "sourceStatus",
          "intervalSeconds"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "demo": {
            "type": "boolean"
          },
          "sourceStatus": {
            "$ref": "#/components/schemas/SourceStatus"
          },
          "message": {
            "type": "string",
            "description": "The last error, without secrets"
          },
          "intervalSeconds": {
            "type": "number"
          },
          "sweptAt": {
            "type": "string",
            "format": "date-time",
            "description": "Absent until it was read once"
          },
          "complete": {
            "type": "boolean",
            "description": "False if a broker couldn't be asked"
          },
          "brokers": {
            "type": "integer"
          },
          "topics": {
            "type": "integer"
          },
          "partitions": {
            "type": "integer"
          },
          "underReplicated": {
            "type": "integer",
            "description": "Partitions with fewer in-sync replicas than they should have"
          },
          "offline": {
            "type": "integer",
            "description": "Partitions without a leader"
          },
          "groups": {
            "type": "integer"
          },
          "requests": {
            "type": "integer",
            "description": "That the last sweep took"
          }
        }
      },
      "ConnectorState": {
        "type": "string",
        "description": "The worst of a connector and its tasks",
        "enum": [
          "failed",
          "unassigned",
          "unknown",
          "running",
          "paused",
          "stopped"
        ]
      },
      "KafkaConnectorList": {
        "type": "object",
        "required": [
          "items",
          "clusters"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/KafkaConnector"
            }
          },
          "clusters": {
            "type": "array",
            "description": "The Kafka Connect clusters that are configured",
            "items": {
              "type": "object",
              "required": [
                "id",
                "title",
                "environment",
                "sourceStatus"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "environment": {
                  "type": "string"
                },
                "sourceStatus": {
                  "$ref": "#/components/schemas/SourceStatus"
                },
                "message": {
                  "type": "string",
                  "description": "The last error"
                }
              }
            }
          }
        }
      },
      "KafkaConnector": {
        "type": "object",
        "required": [
          "name",
          "cluster",
          "clusterTitle",
          "environment",
          "demo",
          "stale",
          "readAt",
          "type",
          "state",
          "since",
          "tasks",
          "topics"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "cluster": {
            "type": "string",
            "description": "Id of its Kafka Connect cluster"
          },
          "clusterTitle": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "demo": {
            "type": "boolean"
          },
          "stale": {
            "type": "boolean",
            "description": "Its cluster can not be read now"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "type": {
            "type": "string",
            "enum": [
              "source",
              "sink",
              "unknown"
            ]
          },
          "class": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/ConnectorState"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "As far as was seen"
          },
          "reason": {
            "type": "string",
            "description": "Why the connector itself failed"
          },
          "worker": {
            "type": "string"
          },
          "tasks": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "state"
              ],
              "properties": {
                "id": {
                  "type": "integer"
                },
                "state": {
                  "type": "string",
                  "description": "As Connect says it, such as RUNNING"
                },
                "worker": {
                  "type": "string"
                },
                "reason": {
                  "type": "string",
                  "description": "Why it failed"
                }
              }
            }
          },
          "group": {
            "type": "string",
            "description": "The consumer group that a sink reads as"
          },
          "topics": {
            "type": "array",
            "description": "That it names in its config",
            "items": {
              "type": "string"
            }
          },
          "deadLetters": {
            "type": "string",
            "description": "Where it writes what it could not deliver"
          }
        }
      },
      "DeadLetterSample": {
        "type": "object",
        "required": [
          "supported",
          "readAt",
          "items",
          "reasons"
        ],
        "properties": {
          "supported": {
            "type": "boolean",
            "description": "Whether its cluster can be asked at all"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "description": "The newest first",
            "items": {
              "$ref": "#/components/schemas/DeadLetter"
            }
          },
          "reasons": {
            "type": "array",
            "description": "Why those were given up, the most frequent first; what differs in numbers and quoted values alone is one",
            "items": {
              "type": "object",
              "required": [
                "count"
              ],
              "properties": {
                "reason": {
                  "type": "string"
                },
                "error": {
                  "type": "string"
                },
                "count": {
                  "type": "integer"
                },
                "newestAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          }
        }
      },
      "DeadLetter": {
        "type": "object",
        "required": [
          "partition",
          "offset",
          "convention",
          "others"
        ],
        "properties": {
          "partition": {
            "type": "integer"
          },
          "offset": {
            "type": "number"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "convention": {
            "type": "string",
            "enum": [
              "connect",
              "spring",
              "plain",
              "none"
            ],
            "description": "Who writes such headers; none: nothing is understood"
          },
          "reason": {
            "type": "string",
            "description": "In the words of whoever gave up; at most 300 characters"
          },
          "error": {
            "type": "string",
            "description": "The class of the exception"
          },
          "where": {
            "type": "string",
            "description": "A connector and its stage, or a consumer group"
          },
          "from": {
            "type": "object",
            "description": "Where the message stood before",
            "properties": {
              "topic": {
                "type": "string"
              },
              "partition": {
                "type": "integer"
              },
              "offset": {
                "type": "number"
              }
            }
          },
          "others": {
            "type": "array",
            "description": "Names of the other headers",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "SchemaSubjectPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "registries"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SchemaSubject"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "registries": {
            "type": "array",
            "description": "All that are configured and were read, whatever the filter",
            "items": {
              "$ref": "#/components/schemas/SchemaRegistry"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "SchemaRegistry": {
        "type": "object",
        "required": [
          "id",
          "title",
          "environment",
          "demo",
          "readAt",
          "stale"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "demo": {
            "type": "boolean"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "stale": {
            "type": "boolean",
            "description": "It can not be read now"
          },
          "level": {
            "type": "string",
            "description": "Of subjects without one of their own; absent if unknown"
          },
          "clusters": {
            "type": "array",
            "description": "Ids of the Kafka clusters that it is about; absent for all of its environment",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "SchemaSubject": {
        "type": "object",
        "required": [
          "subject",
          "registry",
          "registryTitle",
          "environment",
          "demo",
          "stale",
          "readAt",
          "topics",
          "versions"
        ],
        "properties": {
          "subject": {
            "type": "string"
          },
          "registry": {
            "type": "string"
          },
          "registryTitle": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "demo": {
            "type": "boolean"
          },
          "stale": {
            "type": "boolean",
            "description": "Its registry can not be read now"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "level": {
            "type": "string",
            "description": "What new versions are held to, such as BACKWARD; absent if unknown"
          },
          "levelOf": {
            "type": "string",
            "enum": [
              "subject",
              "registry"
            ]
          },
          "problem": {
            "type": "string",
            "description": "Why it, or a part of it, is unknown"
          },
          "topics": {
            "type": "array",
            "description": "The topics that it is about, as far as names tell",
            "items": {
              "type": "object",
              "required": [
                "topic",
                "part"
              ],
              "properties": {
                "topic": {
                  "type": "string"
                },
                "part": {
                  "type": "string",
                  "enum": [
                    "key",
                    "value"
                  ]
                }
              }
            }
          },
          "versions": {
            "type": "integer",
            "description": "How many there are"
          },
          "newest": {
            "$ref": "#/components/schemas/SchemaVersionSummary"
          }
        }
      },
      "SchemaVersionSummary": {
        "type": "object",
        "required": [
          "version",
          "schemaId",
          "format"
        ],
        "properties": {
          "version": {
            "type": "integer"
          },
          "schemaId": {
            "type": "integer",
            "description": "What messages carry"
          },
          "format": {
            "type": "string",
            "description": "AVRO, JSON, PROTOBUF, or another"
          },
          "registeredAt": {
            "type": "string",
            "format": "date-time",
            "description": "As the registry says; most do not"
          },
          "seenAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it showed up; absent if it was there at the first look"
          }
        }
      },
      "SchemaVersion": {
        "allOf": [
          {
            "$ref": "#/components/schemas/SchemaVersionSummary"
          },
          {
            "type": "object",
            "required": [
              "schema",
              "references"
            ],
            "properties": {
              "schema": {
                "type": "string",
                "description": "As it was registered"
              },
              "references": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "name",
                    "subject",
                    "version"
                  ],
                  "properties": {
                    "name": {
                      "type": "string"
                    },
                    "subject": {
                      "type": "string"
                    },
                    "version": {
                      "type": "integer"
                    }
                  }
                }
              },
              "introducedBy": {
                "type": "object",
                "description": "The first release that declared the same schema under this subject; absent if none did, so that it is unknown",
                "required": [
                  "releaseId",
                  "unit",
                  "sequence"
                ],
                "properties": {
                  "releaseId": {
                    "type": "integer"
                  },
                  "unit": {
                    "type": "string"
                  },
                  "sequence": {
                    "type": "integer"
                  },
                  "label": {
                    "type": "string"
                  }
                }
              }
            }
          }
        ]
      },
      "SchemaSubjectDetail": {
        "type": "object",
        "required": [
          "subject",
          "versions"
        ],
        "properties": {
          "subject": {
            "$ref": "#/components/schemas/SchemaSubject"
          },
          "versions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SchemaVersion"
            }
          }
        }
      },
      "SchemaToCheck": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "format",
          "schema"
        ],
        "properties": {
          "format": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "schema": {
            "type": "string",
            "minLength": 1,
            "maxLength": 60000
          }
        }
      },
      "SchemaCheck": {
        "type": "object",
        "required": [
          "supported",
          "reasons"
        ],
        "properties": {
          "supported": {
            "type": "boolean",
            "description": "Whether this registry can be asked; if not, nothing is known"
          },
          "state": {
            "type": "string",
            "enum": [
              "compatible",
              "incompatible",
              "new"
            ],
            "description": "`new`: there is no such subject yet"
          },
          "level": {
            "type": "string",
            "description": "What it was held to. With `NONE` the registry takes everything, which shows nothing"
          },
          "reasons": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "SchemaDiff": {
        "type": "object",
        "required": [
          "from",
          "to",
          "impact",
          "detail",
          "before",
          "after"
        ],
        "properties": {
          "from": {
            "type": "integer"
          },
          "to": {
            "type": "integer"
          },
          "impact": {
            "type": "string",
            "enum": [
              "breaking",
              "non-breaking",
              "unknown"
            ],
            "description": "non-breaking: readers with either schema can read what was written with the other"
          },
          "detail": {
            "type": "string",
            "description": "Which rule, and what it found"
          },
          "changes": {
            "type": "array",
            "description": "Fields that differ; absent for formats without fields that are read",
            "items": {
              "type": "object",
              "required": [
                "sign",
                "path"
              ],
              "properties": {
                "sign": {
                  "type": "string",
                  "enum": [
                    "+",
                    "-",
                    "~"
                  ]
                },
                "path": {
                  "type": "string"
                },
                "before": {
                  "type": "string"
                },
                "after": {
                  "type": "string"
                }
              }
            }
          },
          "before": {
            "type": "string"
          },
          "after": {
            "type": "string"
          }
        }
      },
      "KafkaTopicPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/KafkaTopic"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "KafkaTopic": {
        "type": "object",
        "required": [
          "topic",
          "cluster",
          "clusterTitle",
          "environment",
          "demo",
          "readAt",
          "partitions",
          "underReplicated",
          "offline"
        ],
        "properties": {
          "topic": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "clusterTitle": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "demo": {
            "type": "boolean"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "partitions": {
            "type": "integer"
          },
          "underReplicated": {
            "type": "integer"
          },
          "offline": {
            "type": "integer",
            "description": "Partitions without a leader"
          },
          "retentionMs": {
            "type": "number",
            "description": "-1: for ever; absent where it may not be read"
          },
          "compacted": {
            "type": "boolean"
          },
          "messages": {
            "type": "number",
            "description": "That are in it; of a compacted topic an upper bound. Absent if unknown: only topics that groups read, and dead letters, are looked into"
          },
          "inPerSecond": {
            "type": "number",
            "description": "Over the last hour"
          },
          "inLastHour": {
            "type": "number",
            "description": "Absent while watched for less"
          },
          "hot": {
            "type": "object",
            "description": "The partition that gets at least twice its even share of what comes in",
            "required": [
              "partition",
              "share"
            ],
            "properties": {
              "partition": {
                "type": "integer"
              },
              "share": {
                "type": "number",
                "description": "Up to 1"
              }
            }
          },
          "deadLettersOf": {
            "type": "object",
            "description": "Present for a dead-letter topic: whose messages it takes, as far as its name tells",
            "properties": {
              "topic": {
                "type": "string"
              },
              "group": {
                "type": "string"
              }
            }
          }
        }
      },
      "KafkaTopicDetail": {
        "type": "object",
        "required": [
          "topic",
          "partitions"
        ],
        "properties": {
          "topic": {
            "$ref": "#/components/schemas/KafkaTopic"
          },
          "partitions": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "partition",
                "replicas",
                "inSync"
              ],
              "properties": {
                "partition": {
                  "type": "integer"
                },
                "leader": {
                  "type": "integer",
                  "description": "Absent if there is none"
                },
                "replicas": {
                  "type": "integer"
                },
                "inSync": {
                  "type": "integer"
                },
                "start": {
                  "type": "integer"
                },
                "end": {
                  "type": "integer"
                },
                "inPerSecond": {
                  "type": "number"
                }
              }
            }
          }
        }
      },
      "ConsumerGroup": {
        "type": "object",
        "required": [
          "id",
          "group",
          "cluster",
          "clusterTitle",
          "environment",
          "demo",
          "stale",
          "readAt",
          "activeAt",
          "status",
          "statusSince",
          "reason",
          "inferred",
          "complete",
          "state",
          "members",
          "partitions",
          "unknownPartitions",
          "topics"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "group": {
            "type": "string",
            "description": "As Kafka calls it"
          },
          "cluster": {
            "type": "string"
          },
          "clusterTitle": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "entityRef": {
            "type": "string",
            "description": "The pipeline that it is, if it is one that the caller may see"
          },
          "demo": {
            "type": "boolean"
          },
          "stale": {
            "type": "boolean",
            "description": "Its cluster, or its part of it, can not be read now: this is how it was"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "activeAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it last had a member, or committed"
          },
          "status": {
            "$ref": "#/components/schemas/LagStatus"
          },
          "statusSince": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "inferred": {
            "type": "boolean",
            "description": "Reading offsets now and then can not prove it: only the commits themselves would"
          },
          "complete": {
            "type": "number",
            "description": "The share of the readings that it should rest on, up to 1"
          },
          "state": {
            "type": "string",
            "enum": [
              "stable",
              "rebalancing",
              "empty",
              "unknown"
            ]
          },
          "protocol": {
            "type": "string",
            "enum": [
              "classic",
              "consumer"
            ]
          },
          "members": {
            "type": "integer"
          },
          "partitions": {
            "type": "integer"
          },
          "unknownPartitions": {
            "type": "integer"
          },
          "topics": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "lag": {
            "type": "number",
            "description": "Messages; absent if unknown"
          },
          "seconds": {
            "type": "number",
            "description": "How long the oldest unread message has waited; absent if unknown"
          },
          "atLeastSeconds": {
            "type": "number",
            "description": "A lower bound where it is unknown"
          },
          "inPerSecond": {
            "type": "number",
            "description": "Messages"
          },
          "outPerSecond": {
            "type": "number",
            "description": "Messages"
          },
          "drainSeconds": {
            "type": "number",
            "description": "Until nothing is left; absent if that can not be told, or never will be"
          }
        }
      },
      "ConsumerGroupPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "byStatus",
          "byCluster",
          "byBinding",
          "abandoned"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConsumerGroup"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "byStatus": {
            "type": "object",
            "description": "Groups of each status, whatever status is asked for",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "byCluster": {
            "type": "object",
            "description": "Groups of each cluster, whatever cluster is asked for",
            "additionalProperties": {
              "type": "integer"
            }
          },
          "byBinding": {
            "type": "object",
            "description": "Groups that are a pipeline of the catalog, and those that are none, whichever is asked for",
            "required": [
              "bound",
              "unbound"
            ],
            "properties": {
              "bound": {
                "type": "integer"
              },
              "unbound": {
                "type": "integer"
              }
            }
          },
          "abandoned": {
            "type": "integer",
            "description": "Groups without a member or a commit for long, shown or not"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "PartitionLag": {
        "type": "object",
        "required": [
          "topic",
          "partition",
          "status",
          "reason",
          "inferred",
          "condition",
          "lost"
        ],
        "properties": {
          "topic": {
            "type": "string"
          },
          "partition": {
            "type": "integer"
          },
          "status": {
            "$ref": "#/components/schemas/LagStatus"
          },
          "reason": {
            "type": "string"
          },
          "inferred": {
            "type": "boolean"
          },
          "condition": {
            "type": "string",
            "enum": [
              "read",
              "never-committed",
              "beyond-end",
              "behind-start",
              "unknown"
            ]
          },
          "lost": {
            "type": "number",
            "description": "Messages that were deleted before they were read"
          },
          "committed": {
            "type": "number"
          },
          "end": {
            "type": "number"
          },
          "start": {
            "type": "number"
          },
          "lag": {
            "type": "number"
          },
          "seconds": {
            "type": "number"
          },
          "atLeastSeconds": {
            "type": "number"
          },
          "inPerSecond": {
            "type": "number"
          },
          "outPerSecond": {
            "type": "number"
          },
          "drainSeconds": {
            "type": "number"
          },
          "memberId": {
            "type": "string"
          }
        }
      },
      "ConsumerGroupDetail": {
        "type": "object",
        "required": [
          "group",
          "partitions",
          "members"
        ],
        "properties": {
          "group": {
            "$ref": "#/components/schemas/ConsumerGroup"
          },
          "skew": {
            "type": "object",
            "description": "The partition with the most of what is left to read, where several have some",
            "required": [
              "topic",
              "partition",
              "shareOfLag"
            ],
            "properties": {
              "topic": {
                "type": "string"
              },
              "partition": {
                "type": "integer"
              },
              "shareOfLag": {
                "type": "number",
                "description": "Up to 1"
              },
              "shareOfMessages": {
                "type": "number",
                "description": "Of what comes in; absent if unknown"
              }
            }
          },
          "partitions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PartitionLag"
            }
          },
          "members": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "memberId",
                "clientId",
                "host",
                "partitions"
              ],
              "properties": {
                "memberId": {
                  "type": "string"
                },
                "clientId": {
                  "type": "string"
                },
                "host": {
                  "type": "string"
                },
                "partitions": {
                  "type": "integer",
                  "description": "That it has been assigned"
                }
              }
            }
          }
        }
      },
      "PipelineLag": {
        "type": "object",
        "required": [
          "from",
          "to",
          "items"
        ],
        "properties": {
          "from": {
            "type": "string",
            "format": "date-time"
          },
          "to": {
            "type": "string",
            "format": "date-time"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LagSeries"
            }
          }
        }
      },
      "ConsumerGroupTrends": {
        "type": "object",
        "required": [
          "from",
          "stepSeconds",
          "items"
        ],
        "properties": {
          "from": {
            "type": "string",
            "format": "date-time",
            "description": "When the first step begins. The last is the one that now is in."
          },
          "stepSeconds": {
            "type": "integer"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "groupId",
                "lag"
              ],
              "properties": {
                "groupId": {
                  "type": "integer"
                },
                "lag": {
                  "type": "array",
                  "description": "The most messages in each step; null if unknown",
                  "items": {
                    "type": [
                      "number",
                      "null"
                    ]
                  }
                }
              }
            }
          }
        }
      },
      "LagSeries": {
        "type": "object",
        "required": [
          "group",
          "stepSeconds",
          "points",
          "changes"
        ],
        "properties": {
          "group": {
            "$ref": "#/components/schemas/ConsumerGroup"
          },
          "stepSeconds": {
            "type": "integer",
            "description": "60 or 3600. Of each step the worst counts."
          },
          "points": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "at",
                "status"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "status": {
                  "$ref": "#/components/schemas/LagStatus"
                },
                "lag": {
                  "type": "number",
                  "description": "Absent if unknown"
                },
                "seconds": {
                  "type": "number",
                  "description": "Absent if unknown"
                },
                "inPerSecond": {
                  "type": "number"
                },
                "outPerSecond": {
                  "type": "number"
                }
              }
            }
          },
          "changes": {
            "type": "array",
            "description": "How its health changed, oldest first; the first may lie before the time",
            "items": {
              "type": "object",
              "required": [
                "at",
                "status",
                "reason",
                "inferred"
              ],
              "properties": {
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "status": {
                  "$ref": "#/components/schemas/LagStatus"
                },
                "reason": {
                  "type": "string"
                },
                "inferred": {
                  "type": "boolean"
                }
              }
            }
          }
        }
      },
      "CostBasis": {
        "type": "string",
        "description": "metered is all that is billed, attributed what work used of it; two views of the same money, never to be added up",
        "enum": [
          "metered",
          "attributed"
        ]
      },
      "Cost": {
        "type": "object",
        "required": [
          "day",
          "environment",
          "sourceId",
          "resource",
          "basis",
          "unit",
          "amount"
        ],
        "properties": {
          "day": {
            "type": "string",
            "format": "date",
            "description": "UTC"
          },
          "environment": {
            "type": "string"
          },
          "sourceId": {
            "type": "string"
          },
          "resource": {
            "type": "string",
            "description": "A warehouse"
          },
          "basis": {
            "$ref": "#/components/schemas/CostBasis"
          },
          "label": {
            "type": "string",
            "description": "What the work was for, such as a query tag; absent where it had none"
          },
          "unit": {
            "type": "string",
            "enum": [
              "snowflake-credits"
            ]
          },
          "amount": {
            "type": "number",
            "minimum": 0
          }
        }
      },
      "CostPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Cost"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "DiscoveredDefinition": {
        "type": "object",
        "required": [
          "technology",
          "externalId",
          "type",
          "environments",
          "sources",
          "paused"
        ],
        "properties": {
          "technology": {
            "type": "string"
          },
          "externalId": {
            "type": "string"
          },
          "type": {
            "$ref": "#/components/schemas/PipelineType"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "tags": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "schedule": {
            "type": "string"
          },
          "timezone": {
            "type": "string"
          },
          "nextRunAt": {
            "type": "string",
            "format": "date-time"
          },
          "paused": {
            "type": "boolean"
          },
          "url": {
            "type": "string"
          },
          "environments": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "demo": {
            "type": "boolean"
          }
        }
      },
      "ChangeKind": {
        "type": "string",
        "description": "What something that changed is about. Kinds are added as sources for them come: show one that you don't know by its reason.",
        "enum": [
          "run",
          "configuration",
          "volume",
          "tests",
          "source",
          "release"
        ]
      },
      "ChangeReason": {
        "type": "object",
        "description": "What changed, for whoever shows it to put into words and into the reader's zone. Which values are there follows from the code; `changeReasonText` of `@sluice/plugin-pipelines-common` has the English.",
        "required": [
          "code"
        ],
        "properties": {
          "code": {
            "type": "string",
            "enum": [
              "run-failed",
              "run-late",
              "run-missing",
              "run-long",
              "run-version",
              "run-cleared",
              "run-manual",
              "run-backfill",
              "paused",
              "resumed",
              "definition-changed",
              "definition-gone",
              "definition-back",
              "catalog-changed",
              "promise-changed",
              "decision-proposed",
              "decision-confirmed",
              "decision-withdrawn",
              "volume-low",
              "volume-high",
              "test-failing",
              "source-unreadable",
              "source-back",
              "source-version",
              "source-silent",
              "release-deployed",
              "release-rolled-back",
              "release-unmanaged"
            ]
          },
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When what the code names happened, or was first seen"
          },
          "dueAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it is usually done, or was due to start"
          },
          "times": {
            "type": "integer",
            "description": "How often, if more than once"
          },
          "seconds": {
            "type": "number",
            "description": "How long it took"
          },
          "usualSeconds": {
            "type": "number",
            "description": "How long half of the others took"
          },
          "count": {
            "type": "number"
          },
          "usualCount": {
            "type": "number",
            "description": "What half of the comparable ones come to"
          },
          "name": {
            "type": "string",
            "description": "Of the SLO, the test or the source"
          },
          "field": {
            "type": "string",
            "description": "What of a definition changed"
          },
          "before": {
            "type": "string"
          },
          "after": {
            "type": "string"
          },
          "people": {
            "type": "array",
            "description": "Who wrote what a release brought or took back, or changed it by hand; entity refs, or what their commits say",
            "items": {
              "type": "string"
            }
          },
          "pipelines": {
            "type": "array",
            "description": "Those that a release changed, entity refs",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "PipelineChange": {
        "type": "object",
        "required": [
          "kind",
          "at",
          "pipeline",
          "distance",
          "reason"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/ChangeKind"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "pipeline": {
            "type": "string",
            "description": "Where it changed",
            "an entity ref": null
          },
          "distance": {
            "type": "integer",
            "description": "How many pipelines upstream; 0 is the pipeline itself"
          },
          "reason": {
            "$ref": "#/components/schemas/ChangeReason"
          },
          "run": {
            "type": "string",
            "description": "The id of the run that shows it"
          },
          "url": {
            "type": "string",
            "description": "Where to see it at its source"
          },
          "promotion": {
            "type": "integer",
            "description": "The promotion that it was"
          }
        }
      },
      "PipelineChanges": {
        "type": "object",
        "required": [
          "before",
          "from",
          "environment",
          "items",
          "kinds",
          "unknown",
          "hidden",
          "pipelines",
          "truncated"
        ],
        "properties": {
          "before": {
            "type": "string",
            "format": "date-time"
          },
          "from": {
            "type": "string",
            "format": "date-time"
          },
          "environment": {
            "type": "string"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineChange"
            }
          },
          "kinds": {
            "type": "array",
            "description": "What was looked for. Nothing is claimed about what isn't among them.",
            "items": {
              "$ref": "#/components/schemas/ChangeKind"
            }
          },
          "pipelines": {
            "type": "integer",
            "description": "How many pipelines were looked at"
          },
          "unknown": {
            "type": "array",
            "description": "Pipelines of which not all that happened is known",
            "items": {
              "type": "object",
              "required": [
                "pipeline",
                "why"
              ],
              "properties": {
                "pipeline": {
                  "type": "string"
                },
                "why": {
                  "type": "string",
                  "enum": [
                    "not-observed",
                    "not-read"
                  ],
                  "description": "No source observes it there, or one was not read up to the moment"
                },
                "readThrough": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "hidden": {
            "type": "integer",
            "description": "How many pipelines upstream the caller may not see; their changes are left out"
          },
          "truncated": {
            "type": "boolean",
            "description": "There are more changes, or more pipelines upstream, than are shown"
          }
        }
      },
      "SloPatchRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "slo"
        ],
        "properties": {
          "entityRef": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "slo": {
            "type": "object",
            "additionalProperties": true,
            "description": "As it is to stand in spec.slos; it takes the place of the one of its name"
          }
        }
      },
      "SloPatch": {
        "type": "object",
        "required": [
          "problems"
        ],
        "properties": {
          "problems": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "level",
                "path",
                "message"
              ],
              "properties": {
                "level": {
                  "type": "string",
                  "enum": [
                    "error",
                    "warning"
                  ]
                },
                "path": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          },
          "yaml": {
            "type": "string",
            "description": "The definition as it goes into the list of spec.slos"
          },
          "patch": {
            "type": "string",
            "description": "A unified diff for `git apply`; absent where the file can't be read, or nothing changes"
          },
          "file": {
            "type": "string",
            "description": "The file, as the diff names it"
          },
          "editUrl": {
            "type": "string",
            "description": "Where to edit the file"
          },
          "note": {
            "type": "string",
            "enum": [
              "ready",
              "reformatted",
              "unchanged",
              "no-location",
              "not-readable",
              "not-found"
            ],
            "description": "`reformatted`: the diff changes more lines than the definition needs. Without a diff: it stands like this already, the entity names no file, the file can't be read, or the entity isn't in it."
          },
          "message": {
            "type": "string",
            "description": "Why the file can't be read"
          }
        }
      },
      "Runbook": {
        "type": "object",
        "required": [
          "id",
          "title",
          "summary"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "summary": {
            "type": "string",
            "description": "When it applies"
          },
          "url": {
            "type": "string",
            "description": "The page of your own that takes its place, from the config"
          }
        }
      },
      "RunbookPage": {
        "type": "object",
        "required": [
          "id",
          "title",
          "summary"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "summary": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "markdown": {
            "type": "string",
            "description": "Absent where a page of your own takes its place that can't be shown here"
          }
        }
      },
      "ReceivedArtifact": {
        "type": "object",
        "required": [
          "sourceId",
          "name",
          "outcome"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "outcome": {
            "type": "string",
            "enum": [
              "stored",
              "unchanged",
              "outdated"
            ]
          }
        }
      },
      "DiscoveredDataset": {
        "type": "object",
        "required": [
          "technology",
          "externalId",
          "name",
          "madeFrom",
          "writtenBy",
          "readBy",
          "sources"
        ],
        "properties": {
          "technology": {
            "type": "string"
          },
          "externalId": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "description": "Missing where something else writes it than what was read",
            "enum": [
              "snowflake-table",
              "kafka-topic",
              "s3-prefix",
              "postgres-table",
              "dbt-model"
            ]
          },
          "name": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "madeFrom": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "External ids of the datasets that it is made from"
          },
          "writtenBy": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Entity refs of the pipelines that write it"
          },
          "readBy": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Entity refs of other pipelines that read it"
          },
          "owner": {
            "type": "string",
            "description": "Entity ref of the owner of the first pipeline that writes it"
          },
          "declaredAs": {
            "type": "string",
            "description": "Entity ref of the Resource that somebody declared for it"
          },
          "sources": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "demo": {
            "type": "boolean"
          }
        }
      },
      "SloKind": {
        "type": "string",
        "enum": [
          "deadline",
          "duration",
          "freshness",
          "success",
          "completeness",
          "correctness"
        ]
      },
      "SloStatus": {
        "type": "string",
        "enum": [
          "exhausted",
          "burning",
          "will-miss",
          "unknown",
          "met"
        ]
      },
      "VerdictState": {
        "type": "string",
        "enum": [
          "PENDING",
          "GOOD",
          "LATE",
          "MISSING",
          "EXCLUDED",
          "UNKNOWN"
        ]
      },
      "SloBudget": {
        "type": "object",
        "description": "What the occurrences of the window come to",
        "required": [
          "good",
          "bad",
          "rawBad",
          "unknown",
          "excluded",
          "pending",
          "idle",
          "rescued",
          "allowed",
          "remaining",
          "missesLeft",
          "established"
        ],
        "properties": {
          "good": {
            "type": "integer"
          },
          "bad": {
            "type": "integer"
          },
          "rawBad": {
            "type": "integer",
            "description": "Bad ones before what people decided"
          },
          "unknown": {
            "type": "integer"
          },
          "excluded": {
            "type": "integer"
          },
          "pending": {
            "type": "integer"
          },
          "idle": {
            "type": "integer"
          },
          "rescued": {
            "type": "integer",
            "description": "Good ones that a human had to rescue"
          },
          "allowed": {
            "type": "number",
            "description": "How many may be bad, by the targets that were in force"
          },
          "remaining": {
            "type": "number",
            "description": "allowed less bad"
          },
          "remainingRatio": {
            "type": "number",
            "description": "remaining as a share of allowed; absent where nothing is allowed yet"
          },
          "missesLeft": {
            "type": "integer",
            "description": "How many more may be bad; negative once more were than may"
          },
          "coverage": {
            "type": "number",
            "description": "The share of what was due of which anything is known; absent while nothing was due"
          },
          "established": {
            "type": "boolean",
            "description": "Coverage is at least 95 %, so that a gate or a scorecard may go by it"
          },
          "attained": {
            "type": "number",
            "description": "The share that was good, in percent; absent where nothing was judged"
          }
        }
      },
      "SloDay": {
        "type": "object",
        "required": [
          "date",
          "target",
          "good",
          "bad",
          "missing",
          "rawBad",
          "unknown",
          "excluded",
          "pending",
          "idle",
          "rescued"
        ],
        "properties": {
          "date": {
            "type": "string",
            "format": "date"
          },
          "target": {
            "type": "number",
            "description": "The target that was in force, in percent"
          },
          "good": {
            "type": "integer"
          },
          "bad": {
            "type": "integer"
          },
          "missing": {
            "type": "integer",
            "description": "Those of the bad ones that never came"
          },
          "rawBad": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "excluded": {
            "type": "integer"
          },
          "pending": {
            "type": "integer"
          },
          "idle": {
            "type": "integer"
          },
          "rescued": {
            "type": "integer"
          },
          "monthEnd": {
            "type": "boolean",
            "description": "Whether its named calendar ends a month here; absent without a calendar"
          },
          "remaining": {
            "type": "number",
            "description": "The budget that was left at the end of the day, over the window that ended then"
          }
        }
      },
      "Slo": {
        "type": "object",
        "required": [
          "id",
          "entityRef",
          "name",
          "kind",
          "target",
          "owner",
          "origin",
          "status",
          "definition",
          "pipelines"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "entityRef": {
            "type": "string",
            "description": "The entity that makes the promise"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/SloKind"
          },
          "target": {
            "type": "number",
            "description": "Percent"
          },
          "owner": {
            "type": "string"
          },
          "origin": {
            "type": "string",
            "enum": [
              "entity",
              "default"
            ],
            "description": "Declared in the entity, or a default of the config"
          },
          "environment": {
            "type": "string"
          },
          "status": {
            "$ref": "#/components/schemas/SloStatus"
          },
          "definition": {
            "type": "object",
            "additionalProperties": true,
            "description": "As it would stand in spec.slos"
          },
          "pipelines": {
            "type": "integer",
            "description": "How many pipelines it is about"
          },
          "domain": {
            "type": "string",
            "description": "The domain that all pipelines it is about are in; absent where they are in several, or in none"
          },
          "budget": {
            "$ref": "#/components/schemas/SloBudget"
          },
          "windowFrom": {
            "type": "string",
            "format": "date"
          },
          "windowTo": {
            "type": "string",
            "format": "date",
            "description": "The first date after the window"
          },
          "next": {
            "type": "object",
            "required": [
              "dueAt",
              "localDate"
            ],
            "properties": {
              "dueAt": {
                "type": "string",
                "format": "date-time"
              },
              "localDate": {
                "type": "string",
                "format": "date"
              },
              "expectedAt": {
                "type": "string",
                "format": "date-time",
                "description": "Half of the comparable runs were done by then"
              },
              "latestAt": {
                "type": "string",
                "format": "date-time",
                "description": "Nine of ten comparable runs were done by then"
              },
              "willMiss": {
                "type": "boolean"
              },
              "hitRate": {
                "type": "number",
                "description": "How often forecasts for it came true in the last 90 days, 0 to 1; absent while none has shown"
              }
            }
          },
          "exhaustion": {
            "type": "object",
            "description": "When the budget will be spent if things go on as in the last seven days; missing where a forecast means nothing",
            "required": [
              "date",
              "inDays"
            ],
            "properties": {
              "date": {
                "type": "string",
                "format": "date"
              },
              "inDays": {
                "type": "integer"
              }
            }
          },
          "loosened": {
            "type": "object",
            "description": "It promises less than before, and nobody has confirmed that; both figures are shown until somebody has",
            "required": [
              "decisionId",
              "since",
              "before",
              "budget"
            ],
            "properties": {
              "decisionId": {
                "type": "integer",
                "description": "The decision that waits for people"
              },
              "since": {
                "type": "string",
                "format": "date-time",
                "description": "When the looser definition was first read"
              },
              "before": {
                "type": "object",
                "additionalProperties": true,
                "description": "What it promised, as it would stand in spec.slos"
              },
              "budget": {
                "$ref": "#/components/schemas/SloBudget"
              },
              "forgiven": {
                "type": "integer",
                "description": "So many are good by the looser limit alone; absent where that can't be told from what is kept"
              }
            }
          },
          "consumptionDelay": {
            "type": "boolean",
            "description": "It rests on how far consumers are behind alone; how old the data is in the sink isn't measured"
          },
          "burning": {
            "type": "array",
            "description": "The alerts on the rate at which the budget is spent that fire now",
            "items": {
              "type": "object",
              "required": [
                "severity",
                "longSeconds",
                "shortSeconds",
                "factor"
              ],
              "properties": {
                "severity": {
                  "type": "string",
                  "enum": [
                    "page",
                    "ticket"
                  ]
                },
                "longSeconds": {
                  "type": "integer"
                },
                "shortSeconds": {
                  "type": "integer"
                },
                "factor": {
                  "type": "number",
                  "description": "It fires above this burn rate; 1 spends the budget exactly in its period"
                },
                "long": {
                  "type": "number",
                  "description": "The burn rate over the long window"
                },
                "short": {
                  "type": "number"
                }
              }
            }
          },
          "silent": {
            "type": "integer",
            "description": "How many of its pipelines read from a source that is silent although it normally is not at this time"
          },
          "timezone": {
            "type": "string",
            "description": "The zone of its deadlines or its window"
          },
          "evaluatedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "SloPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Slo"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "SloVersion": {
        "type": "object",
        "required": [
          "validFrom",
          "target",
          "change",
          "definition"
        ],
        "properties": {
          "validFrom": {
            "type": "string",
            "format": "date-time"
          },
          "target": {
            "type": "number"
          },
          "change": {
            "type": "string",
            "enum": [
              "created",
              "tightened",
              "loosened",
              "changed",
              "removed",
              "restored"
            ]
          },
          "definition": {
            "type": "object",
            "additionalProperties": true
          }
        }
      },
      "SloDetail": {
        "type": "object",
        "required": [
          "slo",
          "days",
          "versions"
        ],
        "properties": {
          "slo": {
            "$ref": "#/components/schemas/Slo"
          },
          "days": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SloDay"
            }
          },
          "versions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SloVersion"
            }
          }
        }
      },
      "Verdict": {
        "type": "object",
        "required": [
          "pipeline",
          "occurrence",
          "dueAt",
          "localDate",
          "state",
          "rawState",
          "rescued",
          "final",
          "evidence"
        ],
        "properties": {
          "pipeline": {
            "type": "string",
            "description": "An entity ref"
          },
          "occurrence": {
            "type": "string",
            "description": "The local date of a deadline, or the end of an interval"
          },
          "dueAt": {
            "type": "string",
            "format": "date-time"
          },
          "localDate": {
            "type": "string",
            "format": "date"
          },
          "state": {
            "$ref": "#/components/schemas/VerdictState"
          },
          "rawState": {
            "$ref": "#/components/schemas/VerdictState"
          },
          "arrivedAt": {
            "type": "string",
            "format": "date-time"
          },
          "marginSeconds": {
            "type": "number",
            "description": "How long before it was due it arrived; negative is late"
          },
          "rescued": {
            "type": "boolean"
          },
          "final": {
            "type": "boolean",
            "description": "Time and sources can't change it any more"
          },
          "evidence": {
            "type": "object",
            "required": [
              "runIds",
              "sourceIds",
              "intervals",
              "missing",
              "reason"
            ],
            "properties": {
              "runIds": {
                "type": "array",
                "items": {
                  "type": "integer"
                }
              },
              "sourceIds": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "intervals": {
                "type": "integer"
              },
              "missing": {
                "type": "array",
                "items": {
                  "type": "string"
                },
                "description": "The ends of the intervals that weren't in, at most 20"
              },
              "reason": {
                "type": "string",
                "enum": [
                  "in-time",
                  "late",
                  "not-due",
                  "failed",
                  "not-finished",
                  "not-run",
                  "marked-by-hand",
                  "unreadable",
                  "clock-ahead",
                  "quarantined",
                  "excluded"
                ]
              },
              "readings": {
                "type": "array",
                "description": "The readings of data that decided it, where no run did, at most 20",
                "items": {
                  "type": "object",
                  "required": [
                    "at"
                  ],
                  "properties": {
                    "at": {
                      "type": "string",
                      "format": "date-time",
                      "description": "When it was read"
                    },
                    "reach": {
                      "type": "string",
                      "format": "date-time",
                      "description": "Up to when the data was there; missing if it couldn't be told"
                    }
                  }
                }
              },
              "hops": {
                "type": "array",
                "description": "The way of the interval that decided it along a path, at most 20 pipelines",
                "items": {
                  "type": "object",
                  "properties": {
                    "pipeline": {
                      "type": "string",
                      "description": "An entity ref; missing if the caller may not see it"
                    },
                    "runId": {
                      "type": "integer"
                    },
                    "startedAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "finishedAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "unknown": {
                      "type": "boolean",
                      "description": "Nothing observes it"
                    }
                  }
                }
              },
              "decisionId": {
                "type": "integer"
              }
            }
          }
        }
      },
      "VerdictPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Verdict"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "SloPreviewRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "entityRef",
          "slo"
        ],
        "properties": {
          "entityRef": {
            "type": "string",
            "maxLength": 255
          },
          "slo": {
            "type": "object",
            "additionalProperties": true,
            "description": "As it would stand in spec.slos"
          },
          "days": {
            "type": "integer",
            "minimum": 1,
            "maximum": 366,
            "default": 90
          }
        }
      },
      "SloPreview": {
        "type": "object",
        "required": [
          "problems",
          "verdicts",
          "truncated"
        ],
        "properties": {
          "problems": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "level",
                "path",
                "message"
              ],
              "properties": {
                "level": {
                  "type": "string",
                  "enum": [
                    "error",
                    "warning"
                  ]
                },
                "path": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          },
          "budget": {
            "$ref": "#/components/schemas/SloBudget"
          },
          "days": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SloDay"
            }
          },
          "verdicts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Verdict"
            }
          },
          "truncated": {
            "type": "boolean",
            "description": "There are more verdicts than are shown"
          },
          "yaml": {
            "type": "string",
            "description": "The definition as it goes into spec.slos"
          }
        }
      },
      "MissAttribution": {
        "type": "object",
        "required": [
          "dueAt",
          "missedMinutes",
          "done",
          "hops",
          "blame",
          "truncated"
        ],
        "properties": {
          "dueAt": {
            "type": "string",
            "format": "date-time"
          },
          "missedMinutes": {
            "type": "number",
            "description": "From the due time until it was done, or until now"
          },
          "done": {
            "type": "boolean",
            "description": "It was done after all"
          },
          "hops": {
            "type": "array",
            "description": "The realised critical path, the pipeline that missed last",
            "items": {
              "type": "object",
              "properties": {
                "pipeline": {
                  "type": "string",
                  "description": "An entity ref; absent for one that the caller may not see"
                },
                "startedAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "finishedAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "lateMinutes": {
                  "type": "number",
                  "description": "Later than half of its runs; absent where there are too few of them"
                },
                "addedMinutes": {
                  "type": "number",
                  "description": "Added to what it got from the hop before; negative is made up for"
                }
              }
            }
          },
          "blame": {
            "type": "object",
            "required": [
              "type"
            ],
            "properties": {
              "type": {
                "type": "string",
                "enum": [
                  "upstream",
                  "self",
                  "unknown"
                ],
                "description": "Unknown where times are missing"
              },
              "pipeline": {
                "type": "string"
              }
            }
          },
          "truncated": {
            "type": "boolean"
          }
        }
      },
      "SloDecision": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "from",
          "to",
          "reason",
          "decidedBy",
          "decidedAt",
          "status"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "kind": {
            "type": "string",
            "enum": [
              "loosened-target",
              "exclusion",
              "quarantine"
            ]
          },
          "from": {
            "type": "string",
            "format": "date-time"
          },
          "to": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "decidedBy": {
            "type": "string",
            "description": "An entity ref"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "confirmedBy": {
            "type": "string",
            "description": "An entity ref"
          },
          "confirmedAt": {
            "type": "string",
            "format": "date-time"
          },
          "withdrawnBy": {
            "type": "string",
            "description": "An entity ref"
          },
          "withdrawnAt": {
            "type": "string",
            "format": "date-time"
          },
          "approvalId": {
            "type": "integer",
            "description": "The request for approval that decides"
          },
          "status": {
            "type": "string",
            "enum": [
              "proposed",
              "confirmed",
              "withdrawn"
            ]
          }
        }
      },
      "OpenSloImport": {
        "type": "object",
        "required": [
          "slos",
          "problems"
        ],
        "properties": {
          "slos": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "service",
                "yaml",
                "lost"
              ],
              "properties": {
                "service": {
                  "type": "string",
                  "description": "What the document calls the thing that promises"
                },
                "entityRef": {
                  "type": "string",
                  "description": "The entity that it names, if Sluice wrote it"
                },
                "yaml": {
                  "type": "string",
                  "description": "The SLO as it goes into spec.slos"
                },
                "lost": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  },
                  "description": "Paths of what the document says and the SLO does not"
                }
              }
            }
          },
          "problems": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "level",
                "path",
                "message"
              ],
              "properties": {
                "level": {
                  "type": "string",
                  "enum": [
                    "error",
                    "warning"
                  ]
                },
                "path": {
                  "type": "string"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "LedgerRow": {
        "type": "object",
        "description": "`hash` is sha256(hash of the row before, as hex digits, followed by the canonical JSON, RFC 8785, of {actor, at, payloadDigest, seq, subject, type}); the hash before the first row is 64 zeros. `payloadDigest` is the SHA-256 of the canonical JSON of `payload`.",
        "required": [
          "seq",
          "at",
          "actor",
          "type",
          "subject",
          "payloadDigest",
          "hash",
          "payload",
          "values",
          "redacted"
        ],
        "properties": {
          "seq": {
            "type": "integer"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "actor": {
            "type": "string",
            "description": "An entity ref, `service:…` or `system:…`"
          },
          "type": {
            "type": "string"
          },
          "subject": {
            "type": "string"
          },
          "payloadDigest": {
            "type": "string"
          },
          "hash": {
            "type": "string"
          },
          "payload": {
            "type": "object",
            "required": [
              "fields",
              "redactable"
            ],
            "properties": {
              "fields": {
                "type": "object",
                "additionalProperties": true
              },
              "redactable": {
                "type": "object",
                "description": "Digests of the values that stand apart",
                "additionalProperties": {
                  "type": "string"
                }
              }
            }
          },
          "values": {
            "type": "object",
            "description": "Values that stand apart; the digest of each is sha256(salt, as hex digits, followed by the canonical JSON of the value)",
            "additionalProperties": {
              "type": "object",
              "required": [
                "salt",
                "value"
              ],
              "properties": {
                "salt": {
                  "type": "string"
                },
                "value": {}
              }
            }
          },
          "redacted": {
            "type": "array",
            "description": "Values that were taken out",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "LedgerPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LedgerRow"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "LedgerHead": {
        "type": "object",
        "required": [
          "seq",
          "hash"
        ],
        "properties": {
          "seq": {
            "type": "integer",
            "description": "0 in an empty ledger"
          },
          "hash": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "exportedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "LedgerVerification": {
        "type": "object",
        "required": [
          "status",
          "startedAt",
          "finishedAt",
          "rows",
          "throughSeq",
          "headHash",
          "headsChecked",
          "findings"
        ],
        "properties": {
          "status": {
            "type": "string",
            "enum": [
              "intact",
              "broken"
            ]
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "finishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "rows": {
            "type": "integer"
          },
          "throughSeq": {
            "type": "integer"
          },
          "headHash": {
            "type": "string"
          },
          "headsChecked": {
            "type": "integer",
            "description": "How many exported heads were compared; 0 if none are configured, and then a removed last row isn't seen"
          },
          "findings": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "object",
              "required": [
                "kind",
                "seq",
                "message"
              ],
              "properties": {
                "kind": {
                  "type": "string",
                  "enum": [
                    "row-edited",
                    "rows-missing",
                    "payload-edited",
                    "value-edited",
                    "value-removed",
                    "head-differs",
                    "head-file-damaged"
                  ]
                },
                "seq": {
                  "type": "integer"
                },
                "message": {
                  "type": "string"
                }
              }
            }
          }
        }
      },
      "LedgerStanding": {
        "type": "object",
        "required": [
          "head"
        ],
        "properties": {
          "head": {
            "$ref": "#/components/schemas/LedgerHead"
          },
          "lastExport": {
            "$ref": "#/components/schemas/LedgerHead"
          },
          "lastVerification": {
            "$ref": "#/components/schemas/LedgerVerification"
          }
        }
      },
      "AlertKind": {
        "type": "string",
        "description": "What happens, as docs/alerts.md explains it; of several pipelines the worst",
        "enum": [
          "missed-deadline",
          "burning-fast",
          "source-silent",
          "will-miss",
          "over-duration",
          "source-unreadable",
          "budget-exhausted",
          "burning-slow",
          "not-established"
        ]
      },
      "AlertUrgency": {
        "type": "string",
        "description": "Urgent is for whoever is on call, maintenance for the next working hours",
        "enum": [
          "urgent",
          "maintenance"
        ]
      },
      "AlertSeverity": {
        "type": "string",
        "enum": [
          "critical",
          "high",
          "normal",
          "low"
        ]
      },
      "AlertState": {
        "type": "string",
        "enum": [
          "open",
          "acknowledged",
          "resolved"
        ]
      },
      "AlertCause": {
        "type": "object",
        "description": "What an alert is grouped by",
        "required": [
          "type"
        ],
        "properties": {
          "type": {
            "type": "string",
            "enum": [
              "pipeline",
              "dataset",
              "source",
              "promise"
            ],
            "description": "A pipeline, a dataset that went silent, a source that can't be read, or the entity whose promise it is"
          },
          "ref": {
            "type": "string",
            "description": "An entity ref, or the id of a source; absent for a pipeline that the caller may not see"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string",
            "description": "Entity ref of who owns it; absent for a source"
          },
          "reason": {
            "type": "string",
            "description": "What is wrong with it, in a few words"
          }
        }
      },
      "Alert": {
        "type": "object",
        "required": [
          "id",
          "key",
          "kind",
          "urgency",
          "severity",
          "state",
          "cause",
          "summary",
          "nextStep",
          "affected",
          "pipelines",
          "owners",
          "openedAt",
          "lastSeconds",
          "reopened",
          "inHindsight"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "key": {
            "type": "string",
            "description": "Two open alerts never share one"
          },
          "kind": {
            "$ref": "#/components/schemas/AlertKind"
          },
          "urgency": {
            "$ref": "#/components/schemas/AlertUrgency"
          },
          "severity": {
            "$ref": "#/components/schemas/AlertSeverity"
          },
          "state": {
            "$ref": "#/components/schemas/AlertState"
          },
          "cause": {
            "$ref": "#/components/schemas/AlertCause"
          },
          "summary": {
            "type": "string",
            "description": "One sentence in English"
          },
          "nextStep": {
            "type": "string",
            "description": "What to do now, in English"
          },
          "affected": {
            "type": "integer",
            "description": "How many pipelines it affects that the caller may see; of a resolved one, how many it affected"
          },
          "pipelines": {
            "type": "array",
            "description": "The first ten of them, entity refs, the worst first",
            "items": {
              "type": "string"
            }
          },
          "owners": {
            "type": "array",
            "description": "Who owns them, entity refs",
            "items": {
              "type": "string"
            }
          },
          "dueAt": {
            "type": "string",
            "format": "date-time",
            "description": "The first deadline that is missed or at risk"
          },
          "runbook": {
            "type": "string",
            "description": "Entity ref of the pipeline whose runbook says what to do; absent where there is none"
          },
          "incidentId": {
            "type": "integer"
          },
          "openedAt": {
            "type": "string",
            "format": "date-time"
          },
          "acknowledgedAt": {
            "type": "string",
            "format": "date-time"
          },
          "acknowledgedBy": {
            "type": "string",
            "description": "An entity ref"
          },
          "resolvedAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastSeconds": {
            "type": "integer",
            "description": "How long it lasted, or has lasted until now, in seconds"
          },
          "reopened": {
            "type": "integer",
            "description": "How often it came back soon after it was resolved"
          },
          "inHindsight": {
            "type": "boolean",
            "description": "Found out from history when Sluice began to look; nobody was told"
          }
        }
      },
      "AlertPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "counts"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Alert"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "counts": {
            "type": "object",
            "description": "Alerts that aren't resolved, of all that the caller may see",
            "required": [
              "urgent",
              "maintenance"
            ],
            "properties": {
              "urgent": {
                "type": "integer"
              },
              "maintenance": {
                "type": "integer"
              }
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "AffectedPipeline": {
        "type": "object",
        "required": [
          "pipeline",
          "owner",
          "kind",
          "since"
        ],
        "properties": {
          "pipeline": {
            "type": "string",
            "description": "An entity ref"
          },
          "owner": {
            "type": "string",
            "description": "An entity ref"
          },
          "tier": {
            "type": "integer"
          },
          "kind": {
            "$ref": "#/components/schemas/AlertKind"
          },
          "sloId": {
            "type": "integer"
          },
          "sloTitle": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "recoveredAt": {
            "type": "string",
            "format": "date-time"
          },
          "dueAt": {
            "type": "string",
            "format": "date-time"
          },
          "expectedAt": {
            "type": "string",
            "format": "date-time",
            "description": "Nine of ten comparable runs were done by then"
          },
          "reason": {
            "type": "string",
            "description": "Why, in a few words"
          }
        }
      },
      "AlertEntry": {
        "type": "object",
        "required": [
          "id",
          "at",
          "type"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "type": {
            "type": "string",
            "enum": [
              "opened",
              "changed",
              "escalated",
              "acknowledged",
              "resolved",
              "reopened"
            ]
          },
          "by": {
            "type": "string",
            "description": "An entity ref; absent for the system"
          },
          "text": {
            "type": "string"
          }
        }
      },
      "AlertDelivery": {
        "type": "object",
        "required": [
          "channel",
          "transition",
          "status",
          "attempts",
          "createdAt"
        ],
        "properties": {
          "channel": {
            "type": "string",
            "description": "notifications, or webhook and its name"
          },
          "transition": {
            "type": "string"
          },
          "to": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Entity refs of whom it is for"
          },
          "status": {
            "type": "string",
            "enum": [
              "pending",
              "held",
              "delivered",
              "dropped",
              "failed"
            ],
            "description": "Held is for the end of quiet hours, dropped was overtaken by what came after it"
          },
          "attempts": {
            "type": "integer"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "deliveredAt": {
            "type": "string",
            "format": "date-time"
          },
          "nextAttemptAt": {
            "type": "string",
            "format": "date-time"
          },
          "error": {
            "type": "string"
          }
        }
      },
      "AlertDetail": {
        "type": "object",
        "required": [
          "alert",
          "affected",
          "history",
          "deliveries"
        ],
        "properties": {
          "alert": {
            "$ref": "#/components/schemas/Alert"
          },
          "affected": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AffectedPipeline"
            }
          },
          "history": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AlertEntry"
            }
          },
          "deliveries": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AlertDelivery"
            }
          }
        }
      },
      "AlertChannel": {
        "type": "object",
        "required": [
          "channel",
          "status",
          "pending",
          "held"
        ],
        "properties": {
          "channel": {
            "type": "string"
          },
          "status": {
            "type": "string",
            "enum": [
              "idle",
              "working",
              "failing"
            ]
          },
          "pending": {
            "type": "integer"
          },
          "held": {
            "type": "integer"
          },
          "lastDeliveredAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastFailedAt": {
            "type": "string",
            "format": "date-time"
          },
          "error": {
            "type": "string"
          }
        }
      },
      "IncidentState": {
        "type": "string",
        "enum": [
          "open",
          "closed"
        ]
      },
      "Incident": {
        "type": "object",
        "required": [
          "id",
          "title",
          "state",
          "severity",
          "origin",
          "pipelines",
          "affected",
          "openedAt",
          "lastSeconds",
          "reopened",
          "inHindsight"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "title": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/IncidentState"
          },
          "severity": {
            "$ref": "#/components/schemas/AlertSeverity"
          },
          "origin": {
            "type": "string",
            "enum": [
              "alert",
              "person",
              "webhook"
            ]
          },
          "openedBy": {
            "type": "string",
            "description": "The entity ref of a person, or the name of a webhook; absent for an alert"
          },
          "cause": {
            "$ref": "#/components/schemas/AlertCause"
          },
          "affected": {
            "type": "integer",
            "description": "How many pipelines it names that the caller may see"
          },
          "pipelines": {
            "type": "array",
            "description": "The first ten of them, entity refs",
            "items": {
              "type": "string"
            }
          },
          "openAlerts": {
            "type": "integer",
            "description": "Those of its alerts that aren't resolved"
          },
          "openedAt": {
            "type": "string",
            "format": "date-time"
          },
          "recoveredAt": {
            "type": "string",
            "format": "date-time",
            "description": "When its last alert was resolved; it closes by itself a while after that"
          },
          "closesAt": {
            "type": "string",
            "format": "date-time"
          },
          "closedAt": {
            "type": "string",
            "format": "date-time"
          },
          "closedBy": {
            "type": "string",
            "description": "An entity ref or the name of a webhook; absent if it recovered"
          },
          "closeReason": {
            "type": "string"
          },
          "lastSeconds": {
            "type": "integer"
          },
          "reopened": {
            "type": "integer"
          },
          "inHindsight": {
            "type": "boolean"
          }
        }
      },
      "IncidentPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems",
          "open"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Incident"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "open": {
            "type": "integer",
            "description": "Open ones of all that the caller may see"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "IncidentEntry": {
        "type": "object",
        "required": [
          "id",
          "at",
          "type"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "type": {
            "type": "string",
            "enum": [
              "opened",
              "alert-opened",
              "alert-changed",
              "acknowledged",
              "alert-resolved",
              "recovered",
              "note",
              "closed",
              "reopened"
            ]
          },
          "by": {
            "type": "string",
            "description": "The entity ref of a person, or the name of a webhook; absent for the system"
          },
          "alertId": {
            "type": "integer"
          },
          "text": {
            "type": "string"
          }
        }
      },
      "IncidentDetail": {
        "type": "object",
        "required": [
          "incident",
          "pipelines",
          "alerts",
          "timeline"
        ],
        "properties": {
          "incident": {
            "$ref": "#/components/schemas/Incident"
          },
          "pipelines": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "pipeline",
                "owner"
              ],
              "properties": {
                "pipeline": {
                  "type": "string"
                },
                "owner": {
                  "type": "string"
                },
                "tier": {
                  "type": "integer"
                }
              }
            }
          },
          "alerts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Alert"
            }
          },
          "timeline": {
            "type": "array",
            "description": "The oldest first",
            "items": {
              "$ref": "#/components/schemas/IncidentEntry"
            }
          }
        }
      },
      "InboundIncident": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "action",
          "key"
        ],
        "properties": {
          "action": {
            "type": "string",
            "enum": [
              "open",
              "note",
              "close"
            ]
          },
          "key": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "What the other system calls it; opening one that is open adds a note"
          },
          "title": {
            "type": "string",
            "minLength": 5,
            "maxLength": 200
          },
          "severity": {
            "$ref": "#/components/schemas/AlertSeverity"
          },
          "pipelines": {
            "type": "array",
            "maxItems": 100,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          },
          "text": {
            "type": "string",
            "maxLength": 4000
          }
        }
      },
      "MorningReport": {
        "type": "object",
        "required": [
          "date",
          "timezone",
          "dueAt",
          "madeAt",
          "quiet",
          "atRisk",
          "missed",
          "unknown",
          "forecasts"
        ],
        "properties": {
          "date": {
            "type": "string",
            "format": "date"
          },
          "timezone": {
            "type": "string"
          },
          "dueAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was to be made"
          },
          "madeAt": {
            "type": "string",
            "format": "date-time"
          },
          "quiet": {
            "type": "boolean",
            "description": "Nothing is at risk, missed or unknown"
          },
          "atRisk": {
            "type": "array",
            "description": "Deadlines that will be missed, by cause",
            "items": {
              "$ref": "#/components/schemas/ReportItem"
            }
          },
          "missed": {
            "type": "array",
            "description": "Deadlines that are missed, and still not done",
            "items": {
              "$ref": "#/components/schemas/ReportItem"
            }
          },
          "unknown": {
            "type": "array",
            "description": "Sources that can't be read, so that nothing is known of their pipelines",
            "items": {
              "$ref": "#/components/schemas/ReportItem"
            }
          },
          "forecasts": {
            "$ref": "#/components/schemas/ForecastAccuracy"
          },
          "previousDate": {
            "type": "string",
            "format": "date"
          },
          "nextDate": {
            "type": "string",
            "format": "date"
          }
        }
      },
      "ReportItem": {
        "type": "object",
        "required": [
          "alertId",
          "cause",
          "severity",
          "summary",
          "nextStep",
          "affected"
        ],
        "properties": {
          "alertId": {
            "type": "integer"
          },
          "cause": {
            "$ref": "#/components/schemas/AlertCause"
          },
          "severity": {
            "$ref": "#/components/schemas/AlertSeverity"
          },
          "summary": {
            "type": "string"
          },
          "nextStep": {
            "type": "string"
          },
          "runbook": {
            "type": "string"
          },
          "affected": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AffectedPipeline"
            }
          }
        }
      },
      "ForecastAccuracy": {
        "type": "object",
        "description": "What was foretold of the day before, two hours before each deadline, against what came of it",
        "required": [
          "date",
          "decided",
          "hits",
          "foretold",
          "unforeseen",
          "falseAlarms",
          "wrong"
        ],
        "properties": {
          "date": {
            "type": "string",
            "format": "date"
          },
          "decided": {
            "type": "integer"
          },
          "hits": {
            "type": "integer"
          },
          "hitRate": {
            "type": "number"
          },
          "foretold": {
            "type": "integer"
          },
          "unforeseen": {
            "type": "integer"
          },
          "falseAlarms": {
            "type": "integer"
          },
          "withinP90": {
            "type": "number",
            "description": "The share that was done by the time that nine of ten should be done by"
          },
          "wrong": {
            "type": "array",
            "description": "Those that did not come true",
            "items": {
              "type": "object",
              "required": [
                "pipeline",
                "sloId",
                "dueAt",
                "latestAt",
                "missed"
              ],
              "properties": {
                "pipeline": {
                  "type": "string"
                },
                "sloId": {
                  "type": "integer"
                },
                "dueAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "latestAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "arrivedAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "missed": {
                  "type": "boolean"
                }
              }
            }
          }
        }
      },
      "ApprovalState": {
        "type": "string",
        "enum": [
          "Pending",
          "Approved",
          "Consumed",
          "Rejected",
          "Withdrawn",
          "Expired",
          "Invalidated"
        ]
      },
      "SubjectType": {
        "type": "string",
        "enum": [
          "promotion",
          "policy-change",
          "environment-config-change",
          "operation",
          "exemption",
          "slo-change",
          "hold-release"
        ]
      },
      "Approval": {
        "type": "object",
        "required": [
          "id",
          "type",
          "subjectRef",
          "title",
          "requestedBy",
          "requestedAt",
          "state",
          "version",
          "expiresAt",
          "rules",
          "exclusions",
          "mine"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "type": {
            "$ref": "#/components/schemas/SubjectType"
          },
          "subjectRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string",
            "description": "An entity ref"
          },
          "requestedVia": {
            "type": "string",
            "description": "The plugin that asked on behalf of that person"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "state": {
            "$ref": "#/components/schemas/ApprovalState"
          },
          "version": {
            "type": "integer"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time",
            "description": "In the state that it is in, by the clock of the database"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "closedAt": {
            "type": "string",
            "format": "date-time"
          },
          "closedReason": {
            "type": "string"
          },
          "escalatedAt": {
            "type": "string",
            "format": "date-time"
          },
          "rules": {
            "type": "array",
            "description": "All have to be satisfied, each by other people",
            "items": {
              "type": "object",
              "required": [
                "name",
                "minApprovals",
                "from",
                "anyone",
                "approvedBy",
                "missing",
                "usesFallback"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "minApprovals": {
                  "type": "integer"
                },
                "from": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "anyone": {
                  "type": "boolean",
                  "description": "Anybody who has the permission of the subject"
                },
                "approvedBy": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "missing": {
                  "type": "integer"
                },
                "candidates": {
                  "type": "array",
                  "description": "Who could still approve; absent for anyone",
                  "items": {
                    "type": "string"
                  }
                },
                "usesFallback": {
                  "type": "boolean",
                  "description": "Exclusions leave the rule too few people, so its fallback approvers count"
                }
              }
            }
          },
          "exclusions": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "person",
                "reason"
              ],
              "properties": {
                "person": {
                  "type": "string"
                },
                "reason": {
                  "type": "string",
                  "enum": [
                    "requester",
                    "author",
                    "policy-editor"
                  ]
                }
              }
            }
          },
          "mine": {
            "type": "object",
            "description": "What the caller may do",
            "required": [
              "canVote",
              "rules"
            ],
            "properties": {
              "canVote": {
                "type": "boolean"
              },
              "rules": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "vote": {
                "type": "string",
                "enum": [
                  "approve",
                  "reject"
                ]
              },
              "excluded": {
                "type": "string",
                "enum": [
                  "requester",
                  "author",
                  "policy-editor"
                ]
              }
            }
          }
        }
      },
      "PolicyState": {
        "type": "string",
        "enum": [
          "in-force",
          "replaced",
          "proposed",
          "outdated",
          "ended"
        ],
        "description": "outdated: proposed in the place of another one than is in force now, so that it can't be approved any more; ended: rejected, withdrawn, expired or invalidated"
      },
      "PolicyVersion": {
        "type": "object",
        "required": [
          "id",
          "version",
          "state",
          "yaml",
          "diff",
          "broughtBy",
          "broughtAt"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "version": {
            "type": "string",
            "description": "SHA-256 of its content"
          },
          "state": {
            "$ref": "#/components/schemas/PolicyState"
          },
          "yaml": {
            "type": "string",
            "description": "As it was written"
          },
          "diff": {
            "type": "string",
            "description": "What it changes about the one that it takes the place of, as a unified diff; empty for the first"
          },
          "base": {
            "type": "string",
            "description": "The version that it takes the place of"
          },
          "broughtBy": {
            "type": "string",
            "description": "Entity ref of a person, or `system:config` for the config of the portal"
          },
          "broughtAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "approvalId": {
            "type": "integer",
            "description": "The request that decides; none for the first policy"
          },
          "inForceFrom": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "OperationKind": {
        "type": "string",
        "enum": [
          "reset-offsets",
          "replay-dead-letters",
          "pause-connector",
          "resume-connector"
        ]
      },
      "OperationState": {
        "type": "string",
        "enum": [
          "AwaitingApproval",
          "Running",
          "Succeeded",
          "Failed",
          "Indeterminate",
          "Rejected",
          "Withdrawn",
          "Expired",
          "Invalidated"
        ]
      },
      "OperationRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sourceId",
          "kind"
        ],
        "description": "Of the fields after kind those of the kind, and no others",
        "properties": {
          "sourceId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255,
            "description": "The cluster"
          },
          "kind": {
            "$ref": "#/components/schemas/OperationKind"
          },
          "group": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "topics": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "description": "Of a reset - only these of the topics that the group has committed to",
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 249
            }
          },
          "to": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "at"
            ],
            "description": "Of a reset",
            "properties": {
              "at": {
                "type": "string",
                "enum": [
                  "earliest",
                  "latest",
                  "time",
                  "offset"
                ]
              },
              "time": {
                "type": "string",
                "format": "date-time"
              },
              "offset": {
                "type": "integer",
                "minimum": 0
              }
            }
          },
          "topic": {
            "type": "string",
            "minLength": 1,
            "maxLength": 249,
            "description": "Of a replay - the dead-letter topic"
          },
          "into": {
            "type": "string",
            "minLength": 1,
            "maxLength": 249,
            "description": "Of a replay - the topic that they came from"
          },
          "maxMessages": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100000,
            "description": "Of a replay - at most so many, the oldest first"
          },
          "perSecond": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "description": "Of a replay - at most so many a second"
          },
          "again": {
            "type": "boolean",
            "description": "Of a replay - also what an earlier one has copied"
          },
          "connector": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          }
        }
      },
      "OperationPartition": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "topic",
          "partition",
          "from",
          "to",
          "logStart",
          "logEnd"
        ],
        "properties": {
          "topic": {
            "type": "string"
          },
          "partition": {
            "type": "integer",
            "minimum": 0
          },
          "from": {
            "type": [
              "integer",
              "null"
            ],
            "description": "A reset - what is committed, null for nothing. A replay - the first message that is copied"
          },
          "to": {
            "type": "integer",
            "description": "A reset - what is read next, afterwards. A replay - the first message that isn't copied any more"
          },
          "logStart": {
            "type": "integer"
          },
          "logEnd": {
            "type": "integer"
          }
        }
      },
      "OperationTotals": {
        "type": "object",
        "required": [
          "partitions",
          "readAgain",
          "skipped",
          "copied",
          "unknown"
        ],
        "description": "In messages, but for the first",
        "properties": {
          "partitions": {
            "type": "integer"
          },
          "readAgain": {
            "type": "integer"
          },
          "skipped": {
            "type": "integer"
          },
          "copied": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer",
            "description": "Partitions in which nothing was committed, so that nobody can say"
          }
        }
      },
      "OperationDryRun": {
        "type": "object",
        "required": [
          "title",
          "environment",
          "partitions",
          "totals",
          "notes",
          "pipelines",
          "readers",
          "ownPermission",
          "approvals"
        ],
        "properties": {
          "title": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "partitions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/OperationPartition"
            }
          },
          "totals": {
            "$ref": "#/components/schemas/OperationTotals"
          },
          "notes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "pipelines": {
            "type": "array",
            "description": "Entity refs of those that it touches",
            "items": {
              "type": "string"
            }
          },
          "readers": {
            "type": "array",
            "description": "Groups that would read it, pipelines or not",
            "items": {
              "type": "string"
            }
          },
          "ownPermission": {
            "type": "boolean",
            "description": "It needs nobody else; it begins when it is asked for"
          },
          "approvals": {
            "type": "array",
            "description": "Who would have to approve it, all of them",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "OperationOptions": {
        "type": "object",
        "required": [
          "sourceId",
          "environment",
          "kinds"
        ],
        "properties": {
          "sourceId": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "kinds": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/OperationKind"
            }
          }
        }
      },
      "Operation": {
        "type": "object",
        "required": [
          "id",
          "title",
          "request",
          "environment",
          "state",
          "requestedBy",
          "requestedAt",
          "reason",
          "totals",
          "pipelines",
          "ownPermission"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "title": {
            "type": "string"
          },
          "request": {
            "$ref": "#/components/schemas/OperationRequest"
          },
          "environment": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/OperationState"
          },
          "stateReason": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string",
            "description": "An entity ref"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "totals": {
            "$ref": "#/components/schemas/OperationTotals"
          },
          "pipelines": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "ownPermission": {
            "type": "boolean"
          },
          "approvalId": {
            "type": "integer"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "progress": {
            "type": "object",
            "required": [
              "done",
              "total"
            ],
            "properties": {
              "done": {
                "type": "integer"
              },
              "total": {
                "type": "integer"
              },
              "positions": {
                "type": "array",
                "description": "Of a replay - up to where it copied; the first message that it didn't",
                "items": {
                  "type": "object",
                  "required": [
                    "partition",
                    "offset"
                  ],
                  "properties": {
                    "partition": {
                      "type": "integer"
                    },
                    "offset": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          }
        }
      },
      "OperationDetail": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Operation"
          },
          {
            "type": "object",
            "required": [
              "partitions",
              "notes",
              "attempts"
            ],
            "properties": {
              "partitions": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/OperationPartition"
                }
              },
              "notes": {
                "type": "array",
                "items": {
                  "type": "string"
                }
              },
              "attempts": {
                "type": "integer"
              },
              "policyVersion": {
                "type": "string"
              }
            }
          }
        ]
      },
      "OperationPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Operation"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "PolicyVersionPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyVersion"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "PolicyStanding": {
        "type": "object",
        "required": [
          "proposed",
          "configDiffers",
          "problems"
        ],
        "properties": {
          "inForce": {
            "$ref": "#/components/schemas/PolicyVersion"
          },
          "proposed": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PolicyVersion"
            }
          },
          "configDiffers": {
            "type": "boolean",
            "description": "Whether the config of the portal says something else than what is in force"
          },
          "problems": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "What is wrong with the policy of the config, or with the one in force, each with its path. One that can't be used changes nothing"
          }
        }
      },
      "ApprovalPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Approval"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ApprovalDetail": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Approval"
          },
          {
            "type": "object",
            "required": [
              "subject",
              "subjectHash",
              "shown",
              "votes",
              "delegations",
              "comments"
            ],
            "properties": {
              "subject": {
                "type": "object",
                "additionalProperties": true
              },
              "subjectHash": {
                "type": "string"
              },
              "shown": {
                "type": "object",
                "description": "Live findings; they may change without making votes worthless",
                "required": [
                  "digest",
                  "content",
                  "takenAt"
                ],
                "properties": {
                  "digest": {
                    "type": "string"
                  },
                  "content": {
                    "type": "object",
                    "additionalProperties": true
                  },
                  "takenAt": {
                    "type": "string",
                    "format": "date-time"
                  }
                }
              },
              "votes": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "voter",
                    "kind",
                    "at",
                    "groups",
                    "subjectHash",
                    "shownDigest"
                  ],
                  "properties": {
                    "voter": {
                      "type": "string"
                    },
                    "kind": {
                      "type": "string",
                      "enum": [
                        "approve",
                        "reject",
                        "revoke"
                      ]
                    },
                    "at": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "groups": {
                      "type": "array",
                      "description": "As they were then",
                      "items": {
                        "type": "string"
                      }
                    },
                    "authenticatedAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "subjectHash": {
                      "type": "string"
                    },
                    "shownDigest": {
                      "type": "string"
                    },
                    "comment": {
                      "type": "string"
                    }
                  }
                }
              },
              "delegations": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "from",
                    "to",
                    "at"
                  ],
                  "properties": {
                    "from": {
                      "type": "string"
                    },
                    "to": {
                      "type": "string"
                    },
                    "at": {
                      "type": "string",
                      "format": "date-time"
                    }
                  }
                }
              },
              "comments": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "author",
                    "text",
                    "at"
                  ],
                  "properties": {
                    "author": {
                      "type": "string"
                    },
                    "text": {
                      "type": "string"
                    },
                    "at": {
                      "type": "string",
                      "format": "date-time"
                    }
                  }
                }
              }
            }
          }
        ]
      },
      "AdoptionLevel": {
        "type": "string",
        "enum": [
          "observed",
          "recorded",
          "gated",
          "managed"
        ]
      },
      "EvidenceKind": {
        "type": "string",
        "enum": [
          "unit",
          "dag-import",
          "sql-test",
          "schema-compatibility",
          "data-quality",
          "infra-policy"
        ]
      },
      "EvidenceFormat": {
        "type": "string",
        "enum": [
          "junit",
          "dbt-run-results",
          "sarif",
          "terraform-plan"
        ]
      },
      "ReleaseArtifact": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "kind",
          "digest"
        ],
        "properties": {
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255,
            "description": "A relative path; unique in the release"
          },
          "kind": {
            "type": "string",
            "enum": [
              "dag-bundle",
              "dbt-project",
              "jar",
              "image",
              "wheel",
              "archive",
              "file"
            ]
          },
          "digest": {
            "type": "string",
            "pattern": "^sha256:[0-9a-f]{64}$"
          },
          "sizeBytes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 9007199254740991
          },
          "uri": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^[a-z][a-z0-9+.-]*:",
            "description": "Where the bytes lie"
          }
        }
      },
      "ReleaseMigration": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "id",
          "digest"
        ],
        "properties": {
          "id": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "digest": {
            "type": "string",
            "pattern": "^sha256:[0-9a-f]{64}$"
          },
          "sql": {
            "type": "string",
            "maxLength": 1000000,
            "description": "Its text, which the digest is over; without it nobody can say whether it takes something away"
          }
        }
      },
      "ReleaseConfigSchema": {
        "type": "object",
        "description": "Keys that the release reads. No values, those belong to environments",
        "maxProperties": 1000,
        "additionalProperties": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "type"
          ],
          "properties": {
            "type": {
              "type": "string",
              "enum": [
                "string",
                "number",
                "boolean",
                "json"
              ]
            },
            "required": {
              "type": "boolean"
            },
            "reference": {
              "type": "string",
              "maxLength": 530,
              "description": "Where a secret is: `secretsmanager:…` or `ssm:…`"
            }
          }
        }
      },
      "ReleaseToRegister": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "unit",
          "commit",
          "artifacts"
        ],
        "properties": {
          "unit": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "commit": {
            "type": "string",
            "pattern": "^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$"
          },
          "label": {
            "type": "string",
            "maxLength": 255,
            "description": "As people call it, for example 2.4.1; not part of the content"
          },
          "artifacts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2000,
            "items": {
              "$ref": "#/components/schemas/ReleaseArtifact"
            }
          },
          "manifests": {
            "type": "object",
            "description": "What the artifacts hold, without what changes with each build; for example DAGs with their tasks and schedule, dbt nodes",
            "additionalProperties": true
          },
          "topologyHash": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
          },
          "configSchema": {
            "$ref": "#/components/schemas/ReleaseConfigSchema"
          },
          "migrations": {
            "type": "array",
            "description": "In the order in which they run",
            "maxItems": 500,
            "items": {
              "$ref": "#/components/schemas/ReleaseMigration"
            }
          },
          "changesSince": {
            "type": "string",
            "pattern": "^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$",
            "description": "The commit after which `commits` come; that of the release before if it is left out"
          },
          "commits": {
            "type": "array",
            "description": "What the release brings since the one before. Not part of the content; it can be said later, once, and never changed. Whoever wrote one of them doesn't approve it",
            "maxItems": 2000,
            "items": {
              "$ref": "#/components/schemas/ReleaseCommitToRegister"
            }
          }
        }
      },
      "ReleasePerson": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "email"
        ],
        "properties": {
          "name": {
            "type": "string",
            "maxLength": 255
          },
          "email": {
            "type": "string",
            "minLength": 1,
            "maxLength": 320
          }
        }
      },
      "ReleaseCommitToRegister": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "sha",
          "title",
          "author",
          "committedAt"
        ],
        "properties": {
          "sha": {
            "type": "string",
            "pattern": "^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$"
          },
          "title": {
            "type": "string",
            "maxLength": 1000
          },
          "author": {
            "$ref": "#/components/schemas/ReleasePerson"
          },
          "coAuthors": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/ReleasePerson"
            }
          },
          "message": {
            "type": "string",
            "maxLength": 20000,
            "description": "Read for trailers `Co-authored-by: Name <address>`, and not kept"
          },
          "committedAt": {
            "type": "string",
            "format": "date-time"
          },
          "paths": {
            "type": "array",
            "description": "Files that it touches, relative to the repository",
            "maxItems": 5000,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            }
          },
          "members": {
            "type": "array",
            "description": "Entity refs of the pipelines that it touches, where CI knows",
            "maxItems": 500,
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 255
            }
          }
        }
      },
      "ReleaseCommit": {
        "type": "object",
        "required": [
          "sha",
          "title",
          "author",
          "coAuthors",
          "committedAt"
        ],
        "properties": {
          "sha": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "author": {
            "$ref": "#/components/schemas/ReleasePerson"
          },
          "coAuthors": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReleasePerson"
            }
          },
          "committedAt": {
            "type": "string",
            "format": "date-time"
          },
          "paths": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "members": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Release": {
        "type": "object",
        "required": [
          "id",
          "unit",
          "sequence",
          "commit",
          "releaseDigest",
          "origin",
          "state",
          "registeredBy",
          "registeredAt",
          "artifacts"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "unit": {
            "type": "string"
          },
          "sequence": {
            "type": "integer",
            "description": "1, 2, 3 … of the unit"
          },
          "label": {
            "type": "string"
          },
          "commit": {
            "type": "string"
          },
          "releaseDigest": {
            "type": "string",
            "description": "sha256(JCS{unit, commit, artifacts, manifests, topologyHash, configSchema, migrations})"
          },
          "origin": {
            "type": "string",
            "enum": [
              "registered",
              "attested"
            ],
            "description": "`attested`: the unit ran it before Sluice knew the unit, so that nothing shows what it is made of"
          },
          "state": {
            "type": "string",
            "enum": [
              "Sealed",
              "Retired"
            ]
          },
          "registeredBy": {
            "type": "string",
            "description": "An entity ref, or `service:…`"
          },
          "registeredAt": {
            "type": "string",
            "format": "date-time"
          },
          "retiredAt": {
            "type": "string",
            "format": "date-time"
          },
          "retiredReason": {
            "type": "string"
          },
          "artifacts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReleaseArtifact"
            }
          }
        }
      },
      "ReleasePage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Release"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ReleaseDiffEntry": {
        "type": "object",
        "required": [
          "area",
          "sign",
          "title",
          "impact"
        ],
        "properties": {
          "area": {
            "type": "string",
            "enum": [
              "artifact",
              "file",
              "dag",
              "dbt",
              "schema",
              "config",
              "migration",
              "infrastructure",
              "manifest",
              "unit"
            ]
          },
          "sign": {
            "type": "string",
            "enum": [
              "+",
              "-",
              "~",
              "="
            ],
            "description": "Comes, goes, changes; `=` for all that stays, in one line"
          },
          "title": {
            "type": "string"
          },
          "detail": {
            "type": "string"
          },
          "impact": {
            "type": "string",
            "enum": [
              "breaking",
              "non-breaking",
              "reversible",
              "unknown"
            ]
          },
          "member": {
            "type": "string",
            "description": "Entity ref of the pipeline that it is about, if it is one"
          }
        }
      },
      "ReleaseDiffFacts": {
        "type": "object",
        "description": "What a standard change is known by. False also means that it can't be told, but for `ddlUnknown`",
        "required": [
          "onlyDocs",
          "onlyTests",
          "onlyTags",
          "onlyDocsTestsTags",
          "dbtNonBreaking",
          "hasMigrations",
          "destructiveDdl",
          "ddlUnknown",
          "hasConfig",
          "hasInfrastructure",
          "hasSchemas",
          "touchesSox"
        ],
        "properties": {
          "onlyDocs": {
            "type": "boolean"
          },
          "onlyTests": {
            "type": "boolean"
          },
          "onlyTags": {
            "type": "boolean"
          },
          "onlyDocsTestsTags": {
            "type": "boolean"
          },
          "dbtNonBreaking": {
            "type": "boolean",
            "description": "dbt changes, all of that is non-breaking, and beside it there are only docs, tests and tags"
          },
          "hasMigrations": {
            "type": "boolean"
          },
          "destructiveDdl": {
            "type": "boolean"
          },
          "ddlUnknown": {
            "type": "boolean",
            "description": "A migration's SQL isn't known, so that it may be destructive"
          },
          "hasConfig": {
            "type": "boolean"
          },
          "hasInfrastructure": {
            "type": "boolean"
          },
          "hasSchemas": {
            "type": "boolean"
          },
          "touchesSox": {
            "type": "boolean"
          }
        }
      },
      "ReleaseAuthor": {
        "type": "object",
        "required": [
          "email",
          "name",
          "shas"
        ],
        "properties": {
          "email": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "ref": {
            "type": "string",
            "description": "Entity ref of the user who has the address; left out if nobody has"
          },
          "shas": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ReleaseDiff": {
        "type": "object",
        "required": [
          "to",
          "entries",
          "entriesTotal",
          "members",
          "membersKnown",
          "facts",
          "commits",
          "commitsComplete",
          "authors",
          "byMember"
        ],
        "properties": {
          "base": {
            "$ref": "#/components/schemas/ReleaseRef"
          },
          "to": {
            "$ref": "#/components/schemas/ReleaseRef"
          },
          "entries": {
            "type": "array",
            "description": "At most 1000",
            "items": {
              "$ref": "#/components/schemas/ReleaseDiffEntry"
            }
          },
          "entriesTotal": {
            "type": "integer"
          },
          "members": {
            "type": "array",
            "description": "Entity refs of the pipelines that change; all of the unit if it can't be told which",
            "items": {
              "type": "string"
            }
          },
          "membersKnown": {
            "type": "boolean"
          },
          "membersReason": {
            "type": "string",
            "description": "Why it can't be told"
          },
          "facts": {
            "$ref": "#/components/schemas/ReleaseDiffFacts"
          },
          "commits": {
            "type": "array",
            "description": "What comes; on the way back, what is undone",
            "items": {
              "$ref": "#/components/schemas/ReleaseCommit"
            }
          },
          "commitsComplete": {
            "type": "boolean",
            "description": "False if it isn't known of each release in between what it brings"
          },
          "authors": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReleaseAuthor"
            }
          },
          "byMember": {
            "type": "array",
            "description": "A commit of which it isn't known what it touches is one of each",
            "items": {
              "type": "object",
              "required": [
                "member",
                "commits",
                "authors"
              ],
              "properties": {
                "member": {
                  "type": "string"
                },
                "commits": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "authors": {
                  "type": "array",
                  "description": "Their addresses",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "ReleaseDetail": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Release"
          },
          {
            "type": "object",
            "required": [
              "manifests",
              "configSchema",
              "migrations",
              "evidence",
              "deployments"
            ],
            "properties": {
              "manifests": {
                "type": "object",
                "additionalProperties": true
              },
              "topologyHash": {
                "type": "string"
              },
              "changesSince": {
                "type": "string"
              },
              "commits": {
                "type": "array",
                "description": "What it brings; left out where nobody said",
                "items": {
                  "$ref": "#/components/schemas/ReleaseCommit"
                }
              },
              "configSchema": {
                "$ref": "#/components/schemas/ReleaseConfigSchema"
              },
              "migrations": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/ReleaseMigration"
                }
              },
              "evidence": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/ReleaseEvidence"
                }
              },
              "deployments": {
                "type": "array",
                "description": "What the existing CI recorded, the newest first",
                "items": {
                  "type": "object",
                  "required": [
                    "environment",
                    "deployedAt",
                    "recordedBy"
                  ],
                  "properties": {
                    "environment": {
                      "type": "string"
                    },
                    "deployedAt": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "recordedBy": {
                      "type": "string"
                    },
                    "runUrl": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          }
        ]
      },
      "ReleaseRecorded": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "releaseId",
          "environment",
          "deployedAt"
        ],
        "properties": {
          "releaseId": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647
          },
          "environment": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "deployedAt": {
            "type": "string",
            "format": "date-time"
          },
          "runUrl": {
            "type": "string",
            "maxLength": 2000,
            "pattern": "^https?://"
          }
        }
      },
      "EvidenceToAdd": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "kind",
          "format",
          "commit",
          "releaseDigest",
          "content"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/EvidenceKind"
          },
          "format": {
            "$ref": "#/components/schemas/EvidenceFormat"
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "commit": {
            "type": "string",
            "pattern": "^([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$",
            "description": "That was tested"
          },
          "releaseDigest": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "That was tested"
          },
          "content": {
            "type": "string",
            "minLength": 1,
            "description": "The report as the tool wrote it; at most 10 MiB"
          }
        }
      },
      "ReleaseEvidence": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "format",
          "name",
          "verdict",
          "checks",
          "failures",
          "failing",
          "commit",
          "releaseDigest",
          "fileDigest",
          "sizeBytes",
          "addedBy",
          "addedAt"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "kind": {
            "$ref": "#/components/schemas/EvidenceKind"
          },
          "format": {
            "$ref": "#/components/schemas/EvidenceFormat"
          },
          "name": {
            "type": "string"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "pass",
              "fail",
              "unknown"
            ]
          },
          "reason": {
            "type": "string",
            "description": "Why it is unknown"
          },
          "checks": {
            "type": "integer"
          },
          "failures": {
            "type": "integer"
          },
          "failing": {
            "type": "array",
            "description": "At most 100 names",
            "items": {
              "type": "string"
            }
          },
          "commit": {
            "type": "string"
          },
          "releaseDigest": {
            "type": "string"
          },
          "fileDigest": {
            "type": "string"
          },
          "sizeBytes": {
            "type": "integer"
          },
          "addedBy": {
            "type": "string"
          },
          "addedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "ReleaseUnit": {
        "type": "object",
        "required": [
          "name",
          "adoptionLevel",
          "members",
          "releases",
          "environments"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "adoptionLevel": {
            "$ref": "#/components/schemas/AdoptionLevel"
          },
          "members": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "entityRef",
                "type",
                "owner"
              ],
              "properties": {
                "entityRef": {
                  "type": "string"
                },
                "type": {
                  "type": "string"
                },
                "owner": {
                  "type": "string"
                }
              }
            }
          },
          "releases": {
            "type": "integer",
            "description": "How many there are"
          },
          "environments": {
            "type": "array",
            "description": "What was recorded last in each",
            "items": {
              "type": "object",
              "required": [
                "environment",
                "releaseId",
                "deployedAt"
              ],
              "properties": {
                "environment": {
                  "type": "string"
                },
                "releaseId": {
                  "type": "integer"
                },
                "deployedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          }
        }
      },
      "Reason": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "reason"
        ],
        "properties": {
          "reason": {
            "type": "string",
            "minLength": 10,
            "maxLength": 2000
          }
        }
      },
      "PromotionKind": {
        "type": "string",
        "enum": [
          "promote",
          "rollback",
          "redeploy"
        ]
      },
      "PromotionLane": {
        "type": "string",
        "enum": [
          "normal",
          "hotfix"
        ]
      },
      "PromotionState": {
        "type": "string",
        "enum": [
          "Requested",
          "Gating",
          "AwaitingApproval",
          "Scheduled",
          "Queued",
          "Running",
          "Verifying",
          "Indeterminate",
          "Reconciling",
          "Succeeded",
          "Failed",
          "Aborted",
          "Rejected",
          "Expired",
          "Invalidated",
          "Superseded",
          "Cancelled"
        ]
      },
      "PromotionToPlan": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "releaseId",
          "environment"
        ],
        "properties": {
          "releaseId": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647
          },
          "environment": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "kind": {
            "$ref": "#/components/schemas/PromotionKind"
          },
          "lane": {
            "$ref": "#/components/schemas/PromotionLane"
          },
          "incidentId": {
            "type": "integer",
            "minimum": 1
          },
          "failedRunId": {
            "type": "string",
            "maxLength": 255,
            "description": "The run that a hotfix mends, where there is no incident"
          },
          "breakGlass": {
            "type": "boolean"
          }
        }
      },
      "PromotionToRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "releaseId",
          "environment",
          "reason"
        ],
        "properties": {
          "releaseId": {
            "type": "integer",
            "minimum": 1,
            "maximum": 2147483647
          },
          "environment": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "kind": {
            "$ref": "#/components/schemas/PromotionKind"
          },
          "lane": {
            "$ref": "#/components/schemas/PromotionLane"
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "incidentId": {
            "type": "integer",
            "minimum": 1
          },
          "failedRunId": {
            "type": "string",
            "maxLength": 255
          },
          "breakGlass": {
            "type": "boolean"
          },
          "startAt": {
            "type": "string",
            "format": "date-time",
            "description": "Not before; otherwise as soon as it is approved"
          },
          "planHash": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "The `hash` of the plan that was shown; 409 if it is another one now"
          }
        }
      },
      "ReleaseRef": {
        "type": "object",
        "description": "A release in short",
        "required": [
          "id",
          "unit",
          "sequence",
          "commit",
          "releaseDigest"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "unit": {
            "type": "string"
          },
          "sequence": {
            "type": "integer"
          },
          "label": {
            "type": "string"
          },
          "commit": {
            "type": "string"
          },
          "releaseDigest": {
            "type": "string"
          }
        }
      },
      "GateClass": {
        "type": "string",
        "enum": [
          "integrity",
          "risk"
        ]
      },
      "GateVerdict": {
        "type": "string",
        "enum": [
          "pass",
          "fail",
          "unknown",
          "inconclusive",
          "not-applicable"
        ]
      },
      "GateResult": {
        "type": "object",
        "required": [
          "gate",
          "title",
          "class",
          "isLive",
          "verdict",
          "summary",
          "checkedAt",
          "phase"
        ],
        "properties": {
          "gate": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "class": {
            "$ref": "#/components/schemas/GateClass"
          },
          "isLive": {
            "type": "boolean",
            "description": "Asked again at dispatch; only a verdict that got worse stops it"
          },
          "verdict": {
            "$ref": "#/components/schemas/GateVerdict"
          },
          "summary": {
            "type": "string"
          },
          "evidence": {
            "type": "object",
            "additionalProperties": true
          },
          "checkedAt": {
            "type": "string",
            "format": "date-time"
          },
          "phase": {
            "type": "string",
            "enum": [
              "plan",
              "request",
              "dispatch"
            ]
          },
          "waived": {
            "type": "string",
            "description": "Why it doesn't count, for example the incident that this mends"
          },
          "override": {
            "type": "object",
            "required": [
              "by",
              "at",
              "reason"
            ],
            "properties": {
              "by": {
                "type": "string"
              },
              "at": {
                "type": "string",
                "format": "date-time"
              },
              "reason": {
                "type": "string"
              }
            }
          }
        }
      },
      "DeploymentStep": {
        "type": "object",
        "required": [
          "name",
          "title",
          "timeoutSeconds"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "timeoutSeconds": {
            "type": "integer"
          },
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "running",
              "waiting",
              "done",
              "failed",
              "unknown"
            ]
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "attempts": {
            "type": "integer"
          },
          "detail": {
            "type": "string"
          }
        }
      },
      "RollbackEffect": {
        "type": "object",
        "required": [
          "subject",
          "outcome",
          "detail"
        ],
        "properties": {
          "subject": {
            "type": "string",
            "enum": [
              "artifact",
              "config",
              "ddl",
              "rows",
              "offsets",
              "in-flight-runs",
              "messages"
            ]
          },
          "outcome": {
            "type": "string",
            "enum": [
              "undone",
              "kept",
              "you-must"
            ]
          },
          "detail": {
            "type": "string"
          }
        }
      },
      "BlastRadius": {
        "type": "object",
        "required": [
          "pipelines",
          "datasets",
          "owners",
          "isComplete"
        ],
        "properties": {
          "isComplete": {
            "type": "boolean",
            "description": "False where lineage isn't known; then there may be more"
          },
          "reason": {
            "type": "string",
            "description": "Why it isn't complete"
          },
          "datasets": {
            "type": "integer"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "pipelines": {
            "type": "array",
            "description": "Downstream, nearest first; at most 200",
            "items": {
              "type": "object",
              "required": [
                "entityRef",
                "hops"
              ],
              "properties": {
                "entityRef": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "hops": {
                  "type": "integer",
                  "description": "0 for a member"
                },
                "owner": {
                  "type": "string"
                },
                "sloStatus": {
                  "type": "string"
                },
                "budgetRemaining": {
                  "type": "number"
                },
                "nextDeadline": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          }
        }
      },
      "DeadlineRisk": {
        "type": "object",
        "description": "Whether deploying and verifying now would still be under way when something downstream is due",
        "required": [
          "verdict",
          "summary",
          "atRisk"
        ],
        "properties": {
          "verdict": {
            "$ref": "#/components/schemas/GateVerdict"
          },
          "summary": {
            "type": "string"
          },
          "startAt": {
            "type": "string",
            "format": "date-time"
          },
          "endsBy": {
            "type": "string",
            "format": "date-time",
            "description": "90th percentile of deploying and verifying, if started then"
          },
          "nextSafeStart": {
            "type": "string",
            "format": "date-time"
          },
          "leastBadStart": {
            "type": "string",
            "format": "date-time"
          },
          "atRisk": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "entityRef",
                "slo",
                "deadline",
                "slackSeconds"
              ],
              "properties": {
                "entityRef": {
                  "type": "string"
                },
                "slo": {
                  "type": "string"
                },
                "deadline": {
                  "type": "string",
                  "format": "date-time"
                },
                "timezone": {
                  "type": "string"
                },
                "slackSeconds": {
                  "type": "number",
                  "description": "Negative if too late"
                }
              }
            }
          }
        }
      },
      "PlannedRule": {
        "type": "object",
        "required": [
          "name",
          "minApprovals",
          "from"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "minApprovals": {
            "type": "integer"
          },
          "from": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Empty for anyone who may vote"
          },
          "reason": {
            "type": "string",
            "description": "Why the rule applies"
          }
        }
      },
      "PromotionPlan": {
        "type": "object",
        "required": [
          "hash",
          "kind",
          "lane",
          "environment",
          "release",
          "members",
          "membersKnown",
          "gates",
          "steps",
          "rollbackClass",
          "rollbackEffects",
          "blastRadius",
          "deadlines",
          "rules",
          "excluded",
          "policyVersion",
          "policyRules",
          "canRequest",
          "problems",
          "undoes"
        ],
        "properties": {
          "hash": {
            "type": "string",
            "description": "The subject hash of the promotion if it was asked for now"
          },
          "kind": {
            "$ref": "#/components/schemas/PromotionKind"
          },
          "lane": {
            "$ref": "#/components/schemas/PromotionLane"
          },
          "environment": {
            "type": "string"
          },
          "release": {
            "$ref": "#/components/schemas/ReleaseRef"
          },
          "baseline": {
            "$ref": "#/components/schemas/ReleaseRef"
          },
          "members": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Entity refs of the pipelines that change"
          },
          "membersKnown": {
            "type": "boolean"
          },
          "gates": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GateResult"
            }
          },
          "steps": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DeploymentStep"
            }
          },
          "deployer": {
            "type": "string"
          },
          "rollbackClass": {
            "type": "string",
            "enum": [
              "repointable",
              "stateful",
              "irreversible"
            ]
          },
          "rollbackEffects": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RollbackEffect"
            }
          },
          "undoes": {
            "type": "array",
            "description": "Of a rollback, the other changes that it takes back",
            "items": {
              "type": "object",
              "required": [
                "release",
                "authors"
              ],
              "properties": {
                "release": {
                  "$ref": "#/components/schemas/ReleaseRef"
                },
                "authors": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "blastRadius": {
            "$ref": "#/components/schemas/BlastRadius"
          },
          "deadlines": {
            "$ref": "#/components/schemas/DeadlineRisk"
          },
          "rules": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PlannedRule"
            }
          },
          "excluded": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "person",
                "reason"
              ],
              "properties": {
                "person": {
                  "type": "string"
                },
                "reason": {
                  "type": "string",
                  "enum": [
                    "requester",
                    "author",
                    "policy-editor"
                  ]
                }
              }
            }
          },
          "policyVersion": {
            "type": "string"
          },
          "policyRules": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "withoutApproval": {
            "type": "string",
            "description": "Why nobody has to approve it"
          },
          "standardChange": {
            "type": "object",
            "required": [
              "template",
              "digest",
              "reason",
              "use"
            ],
            "properties": {
              "template": {
                "type": "string"
              },
              "digest": {
                "type": "string",
                "description": "Of the template; one that is changed begins anew"
              },
              "reason": {
                "type": "string"
              },
              "use": {
                "type": "integer",
                "description": "How many changes it covered with this one"
              }
            }
          },
          "configChanges": {
            "type": "array",
            "description": "Values of the environment that change. Absent if nobody knows what was deployed",
            "items": {
              "type": "object",
              "required": [
                "key"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": "string"
                }
              }
            }
          },
          "canRequest": {
            "type": "boolean"
          },
          "problems": {
            "type": "array",
            "description": "Why it can't be asked for",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Promotion": {
        "type": "object",
        "required": [
          "id",
          "unit",
          "environment",
          "kind",
          "lane",
          "breakGlass",
          "isAutomatic",
          "state",
          "version",
          "release",
          "members",
          "requestedBy",
          "requestedAt",
          "reason",
          "subjectHash",
          "nextAction"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "unit": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "kind": {
            "$ref": "#/components/schemas/PromotionKind"
          },
          "lane": {
            "$ref": "#/components/schemas/PromotionLane"
          },
          "breakGlass": {
            "type": "boolean"
          },
          "isAutomatic": {
            "type": "boolean"
          },
          "state": {
            "$ref": "#/components/schemas/PromotionState"
          },
          "stateReason": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "release": {
            "$ref": "#/components/schemas/ReleaseRef"
          },
          "baseline": {
            "$ref": "#/components/schemas/ReleaseRef"
          },
          "members": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "incidentId": {
            "type": "integer"
          },
          "failedRunId": {
            "type": "string"
          },
          "rollbackOf": {
            "type": "integer",
            "description": "The promotion that it takes back"
          },
          "supersededBy": {
            "type": "integer"
          },
          "approvalId": {
            "type": "integer"
          },
          "approvals": {
            "type": "object",
            "required": [
              "given",
              "needed"
            ],
            "properties": {
              "given": {
                "type": "integer"
              },
              "needed": {
                "type": "integer"
              }
            }
          },
          "subjectHash": {
            "type": "string"
          },
          "startAt": {
            "type": "string",
            "format": "date-time"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "deployedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
          },
          "progress": {
            "type": "object",
            "required": [
              "done",
              "of"
            ],
            "properties": {
              "done": {
                "type": "integer"
              },
              "of": {
                "type": "integer"
              },
              "step": {
                "type": "string"
              }
            }
          },
          "verification": {
            "type": "object",
            "required": [
              "state",
              "runs",
              "runsWanted"
            ],
            "properties": {
              "state": {
                "type": "string",
                "enum": [
                  "pending",
                  "running",
                  "successful",
                  "failed",
                  "inconclusive"
                ]
              },
              "runs": {
                "type": "integer"
              },
              "runsWanted": {
                "type": "integer"
              },
              "until": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "bake": {
            "type": "object",
            "required": [
              "state"
            ],
            "properties": {
              "state": {
                "type": "string",
                "enum": [
                  "baking",
                  "done",
                  "broken"
                ]
              },
              "runs": {
                "type": "integer"
              },
              "runsWanted": {
                "type": "integer"
              },
              "until": {
                "type": "string",
                "format": "date-time"
              }
            }
          },
          "nextAction": {
            "type": "string",
            "description": "What happens next, in a sentence"
          },
          "recovery": {
            "type": "object",
            "description": "Of a hotfix or a rollback, how long service has been, or was, out",
            "required": [
              "failedAt",
              "promiseSeconds"
            ],
            "properties": {
              "failedAt": {
                "type": "string",
                "format": "date-time"
              },
              "restoredAt": {
                "type": "string",
                "format": "date-time"
              },
              "promiseSeconds": {
                "type": "integer"
              }
            }
          },
          "breakGlassReview": {
            "type": "object",
            "required": [
              "dueAt"
            ],
            "properties": {
              "dueAt": {
                "type": "string",
                "format": "date-time"
              },
              "reviewedBy": {
                "type": "string"
              },
              "reviewedAt": {
                "type": "string",
                "format": "date-time"
              },
              "text": {
                "type": "string"
              }
            }
          }
        }
      },
      "PromotionPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Promotion"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "PromotionEvent": {
        "type": "object",
        "description": "A step of its way, from the ledger",
        "required": [
          "at",
          "actor",
          "type"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "actor": {
            "type": "string"
          },
          "type": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "text": {
            "type": "string"
          },
          "seq": {
            "type": "integer",
            "description": "Of the row in the ledger"
          }
        }
      },
      "PromotionFinding": {
        "type": "object",
        "required": [
          "check",
          "verdict",
          "detail",
          "at"
        ],
        "properties": {
          "check": {
            "type": "string"
          },
          "verdict": {
            "type": "string",
            "enum": [
              "pass",
              "fail",
              "unknown"
            ]
          },
          "detail": {
            "type": "string"
          },
          "member": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "PromotionDetail": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Promotion"
          },
          {
            "type": "object",
            "required": [
              "plan",
              "gates",
              "steps",
              "findings",
              "timeline",
              "log",
              "can"
            ],
            "properties": {
              "rolledBackBy": {
                "type": "integer",
                "description": "The promotion that took it back, where a rollback was what came next"
              },
              "plan": {
                "$ref": "#/components/schemas/PromotionPlan"
              },
              "gates": {
                "type": "array",
                "description": "The newest finding of each",
                "items": {
                  "$ref": "#/components/schemas/GateResult"
                }
              },
              "steps": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/DeploymentStep"
                }
              },
              "findings": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/PromotionFinding"
                }
              },
              "timeline": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/PromotionEvent"
                }
              },
              "log": {
                "type": "array",
                "description": "The last 500 lines",
                "items": {
                  "type": "object",
                  "required": [
                    "at",
                    "line"
                  ],
                  "properties": {
                    "at": {
                      "type": "string",
                      "format": "date-time"
                    },
                    "line": {
                      "type": "string"
                    }
                  }
                }
              },
              "can": {
                "type": "object",
                "description": "What the reader may do now, and why not",
                "required": [
                  "cancel",
                  "retry",
                  "rollBack",
                  "override",
                  "review"
                ],
                "properties": {
                  "cancel": {
                    "$ref": "#/components/schemas/Ability"
                  },
                  "retry": {
                    "$ref": "#/components/schemas/Ability"
                  },
                  "rollBack": {
                    "$ref": "#/components/schemas/Ability"
                  },
                  "override": {
                    "$ref": "#/components/schemas/Ability"
                  },
                  "review": {
                    "$ref": "#/components/schemas/Ability"
                  }
                }
              }
            }
          }
        ]
      },
      "Ability": {
        "type": "object",
        "required": [
          "allowed"
        ],
        "properties": {
          "allowed": {
            "type": "boolean"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "Hold": {
        "type": "object",
        "required": [
          "id",
          "unit",
          "environment",
          "reason",
          "setBy",
          "setAt"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "unit": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "setBy": {
            "type": "string"
          },
          "setAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedBy": {
            "type": "string"
          },
          "approvalId": {
            "type": "integer"
          }
        }
      },
      "Quarantine": {
        "type": "object",
        "required": [
          "releaseId",
          "unit",
          "environment",
          "reason",
          "since"
        ],
        "properties": {
          "releaseId": {
            "type": "integer"
          },
          "unit": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "promotionId": {
            "type": "integer"
          }
        }
      },
      "UnmanagedChange": {
        "type": "object",
        "required": [
          "id",
          "unit",
          "environment",
          "before",
          "after",
          "firstSeenAt"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "unit": {
            "type": "string"
          },
          "environment": {
            "type": "string"
          },
          "before": {
            "type": "string",
            "description": "What the ledger says runs there"
          },
          "after": {
            "type": "string",
            "description": "What the deployer reads there"
          },
          "by": {
            "type": "string",
            "description": "As far as the target says"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "firstSeenAt": {
            "type": "string",
            "format": "date-time"
          },
          "acknowledgedBy": {
            "type": "string"
          },
          "acknowledgedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "RollbackOption": {
        "type": "object",
        "required": [
          "release",
          "tier",
          "reason"
        ],
        "properties": {
          "release": {
            "$ref": "#/components/schemas/ReleaseRef"
          },
          "tier": {
            "type": "string",
            "enum": [
              "last-known-good",
              "earlier-verified",
              "retrievable"
            ]
          },
          "reason": {
            "type": "string",
            "description": "Why it is this one, or what speaks against it"
          },
          "disabled": {
            "type": "string",
            "description": "Why it can't be rolled back to"
          }
        }
      },
      "UnitEnvironment": {
        "type": "object",
        "required": [
          "environment",
          "health",
          "isProduction"
        ],
        "properties": {
          "environment": {
            "type": "string"
          },
          "isProduction": {
            "type": "boolean"
          },
          "deployer": {
            "type": "string"
          },
          "running": {
            "$ref": "#/components/schemas/ReleaseRef"
          },
          "runningVersion": {
            "type": "string",
            "description": "As the target names it, where it is no release that is known"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "readAt": {
            "type": "string",
            "format": "date-time"
          },
          "readError": {
            "type": "string"
          },
          "health": {
            "type": "string",
            "enum": [
              "verified",
              "verifying",
              "deploying",
              "baking",
              "failed",
              "held",
              "unmanaged",
              "recorded",
              "unknown",
              "none"
            ]
          },
          "healthDetail": {
            "type": "string"
          },
          "promotionId": {
            "type": "integer",
            "description": "What brought it there"
          },
          "moving": {
            "$ref": "#/components/schemas/Promotion"
          },
          "waiting": {
            "type": "array",
            "description": "Requested, and not started",
            "items": {
              "$ref": "#/components/schemas/Promotion"
            }
          },
          "hold": {
            "$ref": "#/components/schemas/Hold"
          },
          "quarantined": {
            "type": "boolean"
          },
          "unmanagedChange": {
            "$ref": "#/components/schemas/UnmanagedChange"
          },
          "rollback": {
            "$ref": "#/components/schemas/RollbackOption"
          },
          "promotable": {
            "type": "object",
            "description": "What runs verified in the environment before, and is newer than what runs here",
            "required": [
              "release"
            ],
            "properties": {
              "release": {
                "$ref": "#/components/schemas/ReleaseRef"
              },
              "soakHours": {
                "type": "number"
              },
              "soakWantedHours": {
                "type": "number"
              }
            }
          }
        }
      },
      "ReleaseBoardRow": {
        "type": "object",
        "required": [
          "unit",
          "adoptionLevel",
          "members",
          "owners",
          "classification",
          "environments",
          "health"
        ],
        "properties": {
          "unit": {
            "type": "string"
          },
          "adoptionLevel": {
            "$ref": "#/components/schemas/AdoptionLevel"
          },
          "members": {
            "type": "integer"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "domains": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "classification": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "newest": {
            "allOf": [
              {
                "$ref": "#/components/schemas/ReleaseRef"
              }
            ],
            "description": "The release that was registered last and may be used, wherever it runs"
          },
          "environments": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UnitEnvironment"
            }
          },
          "health": {
            "type": "array",
            "description": "How its last promotions into production ended, the oldest first; at most 20",
            "items": {
              "type": "object",
              "required": [
                "promotionId",
                "state",
                "at"
              ],
              "properties": {
                "promotionId": {
                  "type": "integer"
                },
                "state": {
                  "$ref": "#/components/schemas/PromotionState"
                },
                "kind": {
                  "$ref": "#/components/schemas/PromotionKind"
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          }
        }
      },
      "ReleaseBoard": {
        "type": "object",
        "required": [
          "items",
          "environments",
          "summary"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReleaseBoardRow"
            }
          },
          "environments": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "pastToldPercent": {
            "type": "integer",
            "minimum": 0,
            "maximum": 99,
            "description": "How far a demo has told what was delivered before its first start; nothing is deployed until it has. Absent where nothing is told"
          },
          "summary": {
            "type": "object",
            "description": "Of production, over 30 days",
            "required": [
              "deployments",
              "moving",
              "waiting",
              "unmanagedChanges"
            ],
            "properties": {
              "deployments": {
                "type": "integer"
              },
              "deploymentsPerDay": {
                "type": "number"
              },
              "moving": {
                "type": "integer"
              },
              "waiting": {
                "type": "integer"
              },
              "leadTimeMedianSeconds": {
                "type": "number"
              },
              "changeFailureRate": {
                "type": "number"
              },
              "timeToRestoreP90Seconds": {
                "type": "number"
              },
              "unmanagedChanges": {
                "type": "integer",
                "description": "That nobody has looked at yet"
              }
            }
          }
        }
      },
      "ReleaseUnitDetail": {
        "type": "object",
        "required": [
          "unit",
          "adoptionLevel",
          "members",
          "environments",
          "holds",
          "quarantines",
          "unmanagedChanges",
          "rollbackOptions"
        ],
        "properties": {
          "unit": {
            "type": "string"
          },
          "adoptionLevel": {
            "$ref": "#/components/schemas/AdoptionLevel"
          },
          "members": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "entityRef",
                "type",
                "owner"
              ],
              "properties": {
                "entityRef": {
                  "type": "string"
                },
                "type": {
                  "type": "string"
                },
                "owner": {
                  "type": "string"
                }
              }
            }
          },
          "environments": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UnitEnvironment"
            }
          },
          "holds": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Hold"
            }
          },
          "quarantines": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Quarantine"
            }
          },
          "unmanagedChanges": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UnmanagedChange"
            }
          },
          "rollbackOptions": {
            "type": "array",
            "description": "Of each environment, the best first",
            "items": {
              "type": "object",
              "required": [
                "environment",
                "options"
              ],
              "properties": {
                "environment": {
                  "type": "string"
                },
                "options": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/RollbackOption"
                  }
                }
              }
            }
          }
        }
      },
      "ReleaseHistory": {
        "type": "object",
        "required": [
          "unit",
          "items"
        ],
        "properties": {
          "unit": {
            "type": "string"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "environment",
                "release",
                "at",
                "origin"
              ],
              "properties": {
                "environment": {
                  "type": "string"
                },
                "release": {
                  "$ref": "#/components/schemas/ReleaseRef"
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "until": {
                  "type": "string",
                  "format": "date-time"
                },
                "origin": {
                  "type": "string",
                  "enum": [
                    "promotion",
                    "record",
                    "adoption",
                    "unmanaged"
                  ]
                },
                "promotionId": {
                  "type": "integer"
                },
                "kind": {
                  "$ref": "#/components/schemas/PromotionKind"
                },
                "state": {
                  "$ref": "#/components/schemas/PromotionState"
                }
              }
            }
          }
        }
      },
      "CheckState": {
        "type": "string",
        "description": "`unknown`: its fact can't be read, so it neither passed nor failed. `exempt`: it would fail or isn't known, and somebody agreed that it may for now. `not-applicable`: it makes no sense of this pipeline",
        "enum": [
          "passed",
          "failed",
          "unknown",
          "exempt",
          "not-applicable"
        ]
      },
      "CheckEffort": {
        "type": "string",
        "description": "How much it takes to pass, the least first",
        "enum": [
          "minutes",
          "hours",
          "days",
          "weeks"
        ]
      },
      "FactUnit": {
        "type": "string",
        "description": "`share` is from 0 to 1",
        "enum": [
          "count",
          "share",
          "days",
          "hours",
          "seconds"
        ]
      },
      "FactValue": {
        "description": "A yes or no, a number in its unit, or a word",
        "oneOf": [
          {
            "type": "boolean"
          },
          {
            "type": "number"
          },
          {
            "type": "string"
          }
        ]
      },
      "ScorecardFact": {
        "type": "object",
        "required": [
          "name",
          "title",
          "description",
          "type"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "For example `slo.budget-left`"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "type": {
            "type": "string",
            "enum": [
              "boolean",
              "number",
              "text"
            ]
          },
          "unit": {
            "$ref": "#/components/schemas/FactUnit"
          }
        }
      },
      "CheckCondition": {
        "type": "object",
        "description": "Exactly one of them",
        "properties": {
          "is": {
            "type": "boolean"
          },
          "atLeast": {
            "type": "number"
          },
          "atMost": {
            "type": "number"
          },
          "oneOf": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ScorecardCheck": {
        "type": "object",
        "required": [
          "id",
          "title",
          "level",
          "fact",
          "condition",
          "effort",
          "toPass"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "level": {
            "type": "string",
            "description": "The level that it belongs to"
          },
          "fact": {
            "$ref": "#/components/schemas/ScorecardFact"
          },
          "condition": {
            "$ref": "#/components/schemas/CheckCondition"
          },
          "maxAgeHours": {
            "type": "number",
            "description": "An older reading isn't believed"
          },
          "effort": {
            "$ref": "#/components/schemas/CheckEffort"
          },
          "toPass": {
            "type": "string",
            "description": "What to do. Plain text"
          },
          "runbook": {
            "type": "string",
            "description": "The id of a runbook"
          }
        }
      },
      "ScorecardLevel": {
        "type": "object",
        "required": [
          "name",
          "title",
          "pipelines"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "pipelines": {
            "type": "integer",
            "description": "How many stand there, not counting those above"
          }
        }
      },
      "Scorecard": {
        "type": "object",
        "required": [
          "id",
          "title",
          "digest",
          "file",
          "levels",
          "belowFirst",
          "checks",
          "pipelines",
          "coverage",
          "ownerShare"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "digest": {
            "type": "string",
            "description": "sha256 of what it says; it changes with the scorecard"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "When this version came into force"
          },
          "file": {
            "type": "string",
            "description": "Where it stands"
          },
          "levels": {
            "type": "array",
            "description": "The lowest first",
            "items": {
              "$ref": "#/components/schemas/ScorecardLevel"
            }
          },
          "belowFirst": {
            "type": "integer",
            "description": "How many pipelines are below the first level"
          },
          "checks": {
            "type": "array",
            "description": "In the order of the levels",
            "items": {
              "$ref": "#/components/schemas/ScorecardCheck"
            }
          },
          "pipelines": {
            "type": "integer",
            "description": "How many it is about, of those that the caller may see"
          },
          "owners": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer",
            "description": "How many pipelines have a check whose fact can't be read"
          },
          "exempt": {
            "type": "integer",
            "description": "How many pipelines have a check that they needn't pass for now"
          },
          "coverage": {
            "type": "number",
            "description": "The share of the checks of a level and those below that has to be passed by what was measured, from 0 to 1"
          },
          "ownerShare": {
            "type": "number",
            "description": "The share of its pipelines that have to be at a level for the owner to be there, from 0 to 1"
          }
        }
      },
      "ScorecardList": {
        "type": "object",
        "required": [
          "items",
          "problems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Scorecard"
            }
          },
          "problems": {
            "type": "array",
            "description": "What is wrong with files of scorecards, each with the file and the path in it. Those files are left out",
            "items": {
              "type": "string"
            }
          },
          "evaluatedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When facts were last read; absent if they never were"
          }
        }
      },
      "CheckCount": {
        "type": "object",
        "required": [
          "check",
          "passed",
          "failed",
          "unknown",
          "exempt",
          "notApplicable"
        ],
        "properties": {
          "check": {
            "type": "string"
          },
          "passed": {
            "type": "integer"
          },
          "failed": {
            "type": "integer"
          },
          "unknown": {
            "type": "integer"
          },
          "exempt": {
            "type": "integer"
          },
          "notApplicable": {
            "type": "integer"
          }
        }
      },
      "LevelDay": {
        "type": "object",
        "required": [
          "date",
          "pipelines"
        ],
        "properties": {
          "date": {
            "type": "string",
            "format": "date",
            "description": "In UTC"
          },
          "level": {
            "type": "string",
            "description": "Of the owner, or of all owners together; absent below the first"
          },
          "pipelines": {
            "type": "array",
            "description": "How many stood at each level at the end of the day, the first entry below the first level",
            "items": {
              "type": "integer"
            }
          }
        }
      },
      "OwnerStanding": {
        "type": "object",
        "required": [
          "owner",
          "pipelines",
          "levels",
          "checks",
          "trend",
          "exemptions",
          "up",
          "down"
        ],
        "properties": {
          "owner": {
            "type": "string",
            "description": "Entity ref"
          },
          "level": {
            "type": "string",
            "description": "Absent below the first one"
          },
          "pipelines": {
            "type": "integer"
          },
          "levels": {
            "type": "array",
            "description": "How many stand at each level, the first entry below the first level",
            "items": {
              "type": "integer"
            }
          },
          "checks": {
            "type": "array",
            "description": "In the order of the scorecard",
            "items": {
              "$ref": "#/components/schemas/CheckCount"
            }
          },
          "trend": {
            "type": "array",
            "description": "The oldest day first; empty where the caller may not see all pipelines of the owner",
            "items": {
              "$ref": "#/components/schemas/LevelDay"
            }
          },
          "exemptions": {
            "type": "integer",
            "description": "How many are in force"
          },
          "up": {
            "type": "integer",
            "description": "Pipelines at a higher level than a week ago"
          },
          "down": {
            "type": "integer",
            "description": "… and at a lower one"
          }
        }
      },
      "Mover": {
        "type": "object",
        "required": [
          "owner",
          "from",
          "to"
        ],
        "properties": {
          "owner": {
            "type": "string",
            "description": "Entity ref"
          },
          "from": {
            "type": "number",
            "description": "The mean level at the beginning of the trend, 0 below the first level"
          },
          "to": {
            "type": "number",
            "description": "… and now"
          }
        }
      },
      "ScorecardMatrix": {
        "type": "object",
        "required": [
          "scorecard",
          "owners",
          "trend",
          "movers"
        ],
        "properties": {
          "scorecard": {
            "$ref": "#/components/schemas/Scorecard"
          },
          "owners": {
            "type": "array",
            "description": "The lowest first, then by how many of their pipelines are below the first level",
            "items": {
              "$ref": "#/components/schemas/OwnerStanding"
            }
          },
          "trend": {
            "type": "array",
            "description": "Of all owners whose pipelines the caller may all see",
            "items": {
              "$ref": "#/components/schemas/LevelDay"
            }
          },
          "movers": {
            "type": "array",
            "description": "Whose mean level changed most in the days asked for, at most ten; the largest change first",
            "items": {
              "$ref": "#/components/schemas/Mover"
            }
          }
        }
      },
      "FactEvidence": {
        "type": "object",
        "required": [
          "title"
        ],
        "properties": {
          "title": {
            "type": "string",
            "description": "Plain text"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "link": {
            "type": "string",
            "description": "A path in the portal"
          }
        }
      },
      "CheckExemption": {
        "type": "object",
        "required": [
          "id",
          "until"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "state": {
            "$ref": "#/components/schemas/ExemptionState"
          },
          "until": {
            "type": "string",
            "format": "date-time"
          },
          "approvalId": {
            "type": "integer"
          }
        }
      },
      "CheckOutcome": {
        "type": "object",
        "required": [
          "check",
          "title",
          "level",
          "state",
          "effort",
          "toPass",
          "condition"
        ],
        "properties": {
          "check": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "level": {
            "type": "string",
            "description": "The level that the check belongs to"
          },
          "state": {
            "$ref": "#/components/schemas/CheckState"
          },
          "value": {
            "$ref": "#/components/schemas/FactValue"
          },
          "unit": {
            "$ref": "#/components/schemas/FactUnit"
          },
          "condition": {
            "$ref": "#/components/schemas/CheckCondition"
          },
          "reason": {
            "type": "string",
            "description": "Why it isn't known, or makes no sense. Plain text"
          },
          "fact": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time",
            "description": "When the fact was so"
          },
          "source": {
            "type": "string",
            "description": "Who says so"
          },
          "evidence": {
            "type": "array",
            "description": "Only with a single pipeline",
            "items": {
              "$ref": "#/components/schemas/FactEvidence"
            }
          },
          "exemption": {
            "description": "The one in force, or asked for",
            "$ref": "#/components/schemas/CheckExemption"
          },
          "effort": {
            "$ref": "#/components/schemas/CheckEffort"
          },
          "toPass": {
            "type": "string"
          },
          "runbook": {
            "type": "string"
          },
          "canRequestExemption": {
            "type": "boolean",
            "description": "Whether the caller may ask for one; only with a single pipeline"
          }
        }
      },
      "NextLevel": {
        "type": "object",
        "required": [
          "level",
          "missing",
          "lacksCoverage"
        ],
        "properties": {
          "level": {
            "type": "string"
          },
          "missing": {
            "type": "array",
            "description": "The checks that stand in the way, the least effort first",
            "items": {
              "$ref": "#/components/schemas/CheckOutcome"
            }
          },
          "lacksCoverage": {
            "type": "boolean",
            "description": "Too few of the checks were passed by what was measured"
          }
        }
      },
      "PipelineStanding": {
        "type": "object",
        "required": [
          "scorecardId",
          "scorecardTitle",
          "levels",
          "entityRef",
          "owner",
          "coverage",
          "checks",
          "levelSince",
          "changedAt"
        ],
        "properties": {
          "scorecardId": {
            "type": "string"
          },
          "scorecardTitle": {
            "type": "string"
          },
          "levels": {
            "type": "array",
            "description": "The names of its levels, the lowest first",
            "items": {
              "type": "string"
            }
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "level": {
            "type": "string",
            "description": "Absent below the first one"
          },
          "levelSince": {
            "type": "string",
            "format": "date-time"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "coverage": {
            "type": "number",
            "description": "The share of its checks that were measured, from 0 to 1"
          },
          "next": {
            "$ref": "#/components/schemas/NextLevel"
          },
          "checks": {
            "type": "array",
            "description": "In the order of the scorecard, those that are about this pipeline",
            "items": {
              "$ref": "#/components/schemas/CheckOutcome"
            }
          },
          "exemptionDays": {
            "type": "integer",
            "description": "An exemption of this pipeline lasts at most so many days, by the policy of delivery; only of a pipeline by itself"
          }
        }
      },
      "ScorecardResultPage": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PipelineStanding"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "LevelReason": {
        "type": "object",
        "required": [
          "check",
          "title"
        ],
        "properties": {
          "check": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "from": {
            "$ref": "#/components/schemas/CheckState"
          },
          "to": {
            "$ref": "#/components/schemas/CheckState"
          },
          "value": {
            "$ref": "#/components/schemas/FactValue"
          },
          "unit": {
            "$ref": "#/components/schemas/FactUnit"
          }
        }
      },
      "LevelChange": {
        "type": "object",
        "required": [
          "id",
          "scorecardId",
          "entityRef",
          "owner",
          "at",
          "isUp",
          "reasons"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "scorecardId": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "from": {
            "type": "string",
            "description": "Absent below the first level"
          },
          "to": {
            "type": "string"
          },
          "isUp": {
            "type": "boolean"
          },
          "reasons": {
            "type": "array",
            "description": "The checks of which something else came; empty where the scorecard itself changed",
            "items": {
              "$ref": "#/components/schemas/LevelReason"
            }
          }
        }
      },
      "LevelChangePage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LevelChange"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ToDo": {
        "type": "object",
        "required": [
          "scorecardId",
          "scorecardTitle",
          "check",
          "title",
          "level",
          "effort",
          "toPass",
          "pipelines",
          "movesUp"
        ],
        "properties": {
          "scorecardId": {
            "type": "string"
          },
          "scorecardTitle": {
            "type": "string"
          },
          "check": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "level": {
            "type": "string"
          },
          "effort": {
            "$ref": "#/components/schemas/CheckEffort"
          },
          "toPass": {
            "type": "string"
          },
          "runbook": {
            "type": "string"
          },
          "pipelines": {
            "type": "array",
            "description": "Entity refs of those that it keeps from their next level",
            "items": {
              "type": "string"
            }
          },
          "movesUp": {
            "type": "integer",
            "description": "How many of them it alone keeps from it"
          }
        }
      },
      "OwnerScorecards": {
        "type": "object",
        "required": [
          "owner",
          "items",
          "toDo"
        ],
        "properties": {
          "owner": {
            "type": "string"
          },
          "items": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "scorecard",
                "standing"
              ],
              "properties": {
                "scorecard": {
                  "$ref": "#/components/schemas/Scorecard"
                },
                "standing": {
                  "$ref": "#/components/schemas/OwnerStanding"
                }
              }
            }
          },
          "toDo": {
            "type": "array",
            "description": "What would move its pipelines up; what moves most with the least effort first",
            "items": {
              "$ref": "#/components/schemas/ToDo"
            }
          }
        }
      },
      "OwnerMonth": {
        "type": "object",
        "required": [
          "owner",
          "month",
          "from",
          "to",
          "isOver",
          "pipelines",
          "scorecards",
          "budgets",
          "incidents",
          "unmanagedChanges",
          "exemptions",
          "toDo"
        ],
        "properties": {
          "owner": {
            "type": "string"
          },
          "month": {
            "type": "string"
          },
          "from": {
            "type": "string",
            "format": "date-time"
          },
          "to": {
            "type": "string",
            "format": "date-time"
          },
          "isOver": {
            "type": "boolean",
            "description": "Whether the month has ended"
          },
          "budgetsOn": {
            "type": "string",
            "format": "date",
            "description": "The last day of a month that has ended, at whose end budgets are told; absent where they are told as they stand now"
          },
          "pipelines": {
            "type": "integer"
          },
          "scorecards": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "scorecardId",
                "title",
                "changes"
              ],
              "properties": {
                "scorecardId": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "levelAtStart": {
                  "type": "string",
                  "description": "Absent below the first level, or if it isn't known"
                },
                "levelAtEnd": {
                  "type": "string"
                },
                "start": {
                  "$ref": "#/components/schemas/LevelDay"
                },
                "end": {
                  "$ref": "#/components/schemas/LevelDay"
                },
                "changes": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/LevelChange"
                  }
                }
              }
            }
          },
          "budgets": {
            "type": "array",
            "description": "SLOs that are in force now with the least of their budget left first, at the end of `budgetsOn`",
            "items": {
              "type": "object",
              "required": [
                "sloId",
                "name",
                "entityRef",
                "status"
              ],
              "properties": {
                "sloId": {
                  "type": "integer"
                },
                "name": {
                  "type": "string"
                },
                "entityRef": {
                  "type": "string"
                },
                "status": {
                  "$ref": "#/components/schemas/SloStatus"
                },
                "target": {
                  "type": "number"
                },
                "budgetLeft": {
                  "type": "number",
                  "description": "The share of the budget that is left, below 0 if it is overspent; absent if it isn't known"
                }
              }
            }
          },
          "incidents": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "id",
                "title",
                "openedAt"
              ],
              "properties": {
                "id": {
                  "type": "integer"
                },
                "title": {
                  "type": "string"
                },
                "openedAt": {
                  "type": "string",
                  "format": "date-time"
                },
                "closedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          },
          "cost": {
            "type": "object",
            "description": "Absent if nothing was read",
            "required": [
              "amount",
              "unit"
            ],
            "properties": {
              "amount": {
                "type": "number"
              },
              "unit": {
                "type": "string"
              }
            }
          },
          "unmanagedChanges": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "entityRef",
                "title",
                "at"
              ],
              "properties": {
                "entityRef": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "at": {
                  "type": "string",
                  "format": "date-time"
                },
                "link": {
                  "type": "string"
                }
              }
            }
          },
          "exemptions": {
            "type": "array",
            "description": "In force at some time of the month",
            "items": {
              "$ref": "#/components/schemas/Exemption"
            }
          },
          "toDo": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ToDo"
            }
          }
        }
      },
      "CampaignState": {
        "type": "string",
        "description": "`overdue`: its date is over, and pipelines are left",
        "enum": [
          "running",
          "done",
          "overdue"
        ]
      },
      "Campaign": {
        "type": "object",
        "required": [
          "id",
          "title",
          "scorecardId",
          "scorecardTitle",
          "check",
          "checkTitle",
          "dueAt",
          "state",
          "pipelines",
          "passed",
          "exempt",
          "left",
          "owners"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "scorecardId": {
            "type": "string"
          },
          "scorecardTitle": {
            "type": "string"
          },
          "check": {
            "type": "string"
          },
          "checkTitle": {
            "type": "string"
          },
          "toPass": {
            "type": "string"
          },
          "dueAt": {
            "type": "string",
            "format": "date-time",
            "description": "The end of its last day, UTC"
          },
          "state": {
            "$ref": "#/components/schemas/CampaignState"
          },
          "pipelines": {
            "type": "integer"
          },
          "passed": {
            "type": "integer"
          },
          "exempt": {
            "type": "integer"
          },
          "left": {
            "type": "integer",
            "description": "Failed or unknown"
          },
          "owners": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "owner",
                "pipelines",
                "passed",
                "exempt",
                "left"
              ],
              "properties": {
                "owner": {
                  "type": "string"
                },
                "pipelines": {
                  "type": "integer"
                },
                "passed": {
                  "type": "integer"
                },
                "exempt": {
                  "type": "integer"
                },
                "left": {
                  "type": "integer"
                },
                "remindedAt": {
                  "type": "string",
                  "format": "date-time"
                }
              }
            }
          }
        }
      },
      "CampaignDetail": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Campaign"
          },
          {
            "type": "object",
            "required": [
              "leftPipelines"
            ],
            "properties": {
              "leftPipelines": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "entityRef",
                    "owner",
                    "state"
                  ],
                  "properties": {
                    "entityRef": {
                      "type": "string"
                    },
                    "title": {
                      "type": "string"
                    },
                    "owner": {
                      "type": "string"
                    },
                    "state": {
                      "$ref": "#/components/schemas/CheckState"
                    },
                    "value": {
                      "$ref": "#/components/schemas/FactValue"
                    },
                    "unit": {
                      "$ref": "#/components/schemas/FactUnit"
                    },
                    "reason": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          }
        ]
      },
      "ExemptionState": {
        "type": "string",
        "description": "`requested`: nobody has decided yet; `refused`: rejected, or nobody decided in time; `ended`: taken back before its end",
        "enum": [
          "requested",
          "active",
          "expired",
          "refused",
          "ended"
        ]
      },
      "Exemption": {
        "type": "object",
        "required": [
          "id",
          "scorecardId",
          "check",
          "entityRef",
          "owner",
          "reason",
          "state",
          "requestedBy",
          "requestedAt",
          "until"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "scorecardId": {
            "type": "string"
          },
          "scorecardTitle": {
            "type": "string"
          },
          "check": {
            "type": "string"
          },
          "checkTitle": {
            "type": "string"
          },
          "entityRef": {
            "type": "string"
          },
          "title": {
            "type": "string",
            "description": "Of the pipeline"
          },
          "owner": {
            "type": "string",
            "description": "Of the pipeline now"
          },
          "reason": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/ExemptionState"
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "approvalId": {
            "type": "integer"
          },
          "approvedBy": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "from": {
            "type": "string",
            "format": "date-time",
            "description": "When it was approved"
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "From this moment on it has no effect"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedBy": {
            "type": "string"
          }
        }
      },
      "ExemptionPage": {
        "type": "object",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Exemption"
            }
          },
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "ExemptionToRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "scorecardId",
          "check",
          "entityRef",
          "reason",
          "until"
        ],
        "properties": {
          "scorecardId": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "check": {
            "type": "string",
            "minLength": 1,
            "maxLength": 63
          },
          "entityRef": {
            "type": "string",
            "minLength": 1,
            "maxLength": 255
          },
          "reason": {
            "type": "string",
            "minLength": 10,
            "maxLength": 2000
          },
          "until": {
            "type": "string",
            "format": "date-time",
            "description": "At most as far away as the policy of delivery says (`exemptionDays`), or without it `pipelines.scorecards.exemptions.maxDays` (90 by default)"
          }
        }
      }
    }
  }
};
