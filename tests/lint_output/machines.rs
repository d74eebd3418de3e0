//! What machines read: JSON, SARIF, GitHub, GitLab, JUnit.

use salesrec::lang::Lang;
use salesrec::lint::output::{Format, RunInfo};
use serde_json::{Value, json};

use super::{ABOUT, EVERYTHING, hostile, some, with, written};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn json_is_one_object_with_findings_and_their_numbers() {
    assert_eq!(
        written(Format::Json, &some(), Lang::Zh),
        r#"{
  "salesrec": 1,
  "kind": "lint",
  "findings": [
    {
      "rule": "unused-suppression",
      "group": "suppressions",
      "level": "info",
      "path": "clients/Acme & Co_20260102.yaml",
      "line": null,
      "column": null,
      "end_column": null,
      "route": "",
      "message": "文件名不一致",
      "mend": "`salesrec lint --unsafe-fixes`",
      "fix": "unsafe",
      "fingerprint": "0000000000000c2e",
      "suppressed": null
    },
    {
      "rule": "missing-source",
      "group": "basics",
      "level": "warning",
      "path": "clients/星河_20260301.yaml",
      "line": 3,
      "column": 9,
      "end_column": 11,
      "route": "source",
      "message": "“展会”不是团队约定的说法",
      "mend": "`salesrec lint --fix`",
      "fix": "safe",
      "fingerprint": "0000000000000afe",
      "suppressed": null
    },
    {
      "rule": "missing-next-action",
      "group": "actions",
      "level": "error",
      "path": "clients/星河_20260301.yaml",
      "line": 5,
      "column": 5,
      "end_column": 13,
      "route": "deals[0]",
      "message": "“试点”没有下一步行动",
      "mend": "`salesrec log 星河_20260301 … --next \"具体行动\"`",
      "fix": null,
      "fingerprint": "0000000000000b03",
      "suppressed": null
    }
  ],
  "summary": {
    "findings": 3,
    "errors": 1,
    "warnings": 1,
    "infos": 1,
    "files": 20,
    "files_with_findings": 2,
    "fixable": 1,
    "unsafely_fixable": 1,
    "suppressed": 2
  }
}
"#
    );
}

#[test]
fn json_lines_are_the_findings_of_the_object() {
    let all = parsed(&with(Format::Json, &some(), &EVERYTHING, Lang::En));
    let lines: Vec<Value> = with(Format::Jsonl, &some(), &EVERYTHING, Lang::En).lines().map(parsed).collect();
    assert_eq!(all["findings"], Value::Array(lines));
    assert_eq!(all["findings"][0]["suppressed"], json!({"by": "baseline"}));
    assert_eq!(all["findings"][2]["suppressed"], json!({"by": "comment", "reason": "the fair | sent no list"}));
    assert_eq!(written(Format::Jsonl, &[], Lang::En), "");
}

#[test]
fn sarif_has_places_fixes_suppressions_and_documents() {
    let log = parsed(&written(Format::Sarif, &some(), Lang::En));
    let run = &log["runs"][0];
    assert_eq!(
        format!("{:#}", run["results"]),
        r#"[
  {
    "ruleId": "missing-source",
    "level": "warning",
    "message": {
      "text": "old"
    },
    "locations": [
      {
        "physicalLocation": {
          "artifactLocation": {
            "uri": "clients/Acme%20%26%20Co_20260102.yaml",
            "uriBaseId": "%SRCROOT%"
          },
          "region": {
            "startLine": 1
          }
        }
      }
    ],
    "partialFingerprints": {
      "salesrec/v1": "0000000000000c2a"
    },
    "suppressions": [
      {
        "kind": "external",
        "status": "accepted",
        "justification": "it is in the baseline"
      }
    ],
    "ruleIndex": 1
  },
  {
    "ruleId": "unused-suppression",
    "level": "note",
    "message": {
      "text": "named otherwise\nmend: `salesrec lint --unsafe-fixes`"
    },
    "locations": [
      {
        "physicalLocation": {
          "artifactLocation": {
            "uri": "clients/Acme%20%26%20Co_20260102.yaml",
            "uriBaseId": "%SRCROOT%"
          },
          "region": {
            "startLine": 1
          }
        }
      }
    ],
    "partialFingerprints": {
      "salesrec/v1": "0000000000000c2e"
    },
    "suppressions": [],
    "ruleIndex": 2
  },
  {
    "ruleId": "missing-source",
    "level": "warning",
    "message": {
      "text": "kept"
    },
    "locations": [
      {
        "physicalLocation": {
          "artifactLocation": {
            "uri": "clients/%E6%98%9F%E6%B2%B3_20260301.yaml",
            "uriBaseId": "%SRCROOT%"
          },
          "region": {
            "startLine": 2,
            "startColumn": 8,
            "endColumn": 11
          }
        }
      }
    ],
    "partialFingerprints": {
      "salesrec/v1": "0000000000000afe"
    },
    "suppressions": [
      {
        "kind": "inSource",
        "status": "accepted",
        "justification": "the fair | sent no list"
      }
    ],
    "ruleIndex": 1
  },
  {
    "ruleId": "missing-source",
    "level": "warning",
    "message": {
      "text": "“展会” is not the team's word\nmend: `salesrec lint --fix`"
    },
    "locations": [
      {
        "physicalLocation": {
          "artifactLocation": {
            "uri": "clients/%E6%98%9F%E6%B2%B3_20260301.yaml",
            "uriBaseId": "%SRCROOT%"
          },
          "region": {
            "startLine": 3,
            "startColumn": 9,
            "endColumn": 11
          }
        },
        "logicalLocations": [
          {
            "fullyQualifiedName": "source"
          }
        ]
      }
    ],
    "partialFingerprints": {
      "salesrec/v1": "0000000000000afe"
    },
    "suppressions": [],
    "ruleIndex": 1,
    "fixes": [
      {
        "description": {
          "text": "does not change what the record means"
        },
        "artifactChanges": [
          {
            "artifactLocation": {
              "uri": "clients/%E6%98%9F%E6%B2%B3_20260301.yaml",
              "uriBaseId": "%SRCROOT%"
            },
            "replacements": [
              {
                "deletedRegion": {
                  "startLine": 3,
                  "startColumn": 1,
                  "endLine": 4,
                  "endColumn": 1
                },
                "insertedContent": {
                  "text": "source: 展会推荐\n"
                }
              }
            ]
          }
        ]
      }
    ]
  },
  {
    "ruleId": "missing-next-action",
    "level": "error",
    "message": {
      "text": "“试点” has no next action\nmend: `salesrec log 星河_20260301 … --next \"DEED\"`"
    },
    "locations": [
      {
        "physicalLocation": {
          "artifactLocation": {
            "uri": "clients/%E6%98%9F%E6%B2%B3_20260301.yaml",
            "uriBaseId": "%SRCROOT%"
          },
          "region": {
            "startLine": 5,
            "startColumn": 5,
            "endColumn": 13
          }
        },
        "logicalLocations": [
          {
            "fullyQualifiedName": "deals[0]"
          }
        ]
      }
    ],
    "partialFingerprints": {
      "salesrec/v1": "0000000000000b03"
    },
    "suppressions": [],
    "ruleIndex": 0
  }
]"#
    );
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(
        rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect::<Vec<_>>(),
        ["missing-next-action", "missing-source", "unused-suppression"]
    );
    assert_eq!(rules[1]["defaultConfiguration"]["level"], "warning");
    assert!(rules[1]["help"]["markdown"].as_str().unwrap().starts_with("# missing-source\n"));
}

#[test]
fn sarif_makes_no_links_and_no_broken_addresses_of_records() {
    let log = parsed(&with(Format::Sarif, &hostile(), &EVERYTHING, Lang::En));
    let result = &log["runs"][0]["results"][0];
    let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
    assert!(uri.starts_with("records/clients/%1B%5B31m%E2%80%AE%250A%3A%3Aerror"), "{uri}");
    assert!(result["message"]["text"].as_str().unwrap().contains("`\\](http://x)"));
}

#[test]
fn github_begins_with_the_worst_and_ends_with_the_count() {
    assert_eq!(
        written(Format::Github, &some(), Lang::En),
        r#"::error file=clients/星河_20260301.yaml,line=5,col=5,endColumn=13,title=missing-next-action::“试点” has no next action%0Amend: `salesrec log 星河_20260301 … --next "DEED"`
::warning file=clients/星河_20260301.yaml,line=3,col=9,endColumn=11,title=missing-source::“展会” is not the team's word%0Amend: `salesrec lint --fix`
::notice file=clients/Acme & Co_20260102.yaml,title=unused-suppression::named otherwise%0Amend: `salesrec lint --unsafe-fixes`
3 findings: 1 error, 1 warning, 1 info in 2 of 20 files; 1 can be mended by --fix, 1 by --unsafe-fixes; 2 kept back
"#
    );
    assert_eq!(written(Format::Github, &[], Lang::Zh), "检查了 20 个文件，没有发现问题\n");
}

#[test]
fn github_takes_no_commands_from_records() {
    assert_eq!(with(Format::Github, &hostile(), &EVERYTHING, Lang::Zh), "::error file=records/clients/\\u{1b}[31m\\u{202e}%250A%3A%3Aerror%3A%3Ax%2C<b>&\"'|`](http%3A//x) z\u{ffff}%3A1%2C 100%25.yaml,line=1,col=9,endColumn=10,title=syntax::\\u{1b}[31m\\u{202e}%250A::error::x,<b>&\"'|`](http://x) z\u{ffff}%0A解决办法：\\u{1b}[31m\\u{202e}%250A::error::x,<b>&\"'|`](http://x) z\u{ffff}
1 个问题：1 个错误，涉及 20 个文件中的 1 个；另有 1 个已忽略
");
}

#[test]
fn gitlab_has_a_line_and_a_fingerprint_for_each() {
    assert_eq!(
        with(Format::Gitlab, &some(), &RunInfo { root: "./", ..EVERYTHING }, Lang::Zh),
        r#"[
  {
    "description": "文件名不一致；解决办法：`salesrec lint --unsafe-fixes`",
    "check_name": "unused-suppression",
    "fingerprint": "0000000000000c2e",
    "severity": "info",
    "location": {
      "path": "clients/Acme & Co_20260102.yaml",
      "lines": {
        "begin": 1
      }
    }
  },
  {
    "description": "“展会”不是团队约定的说法；解决办法：`salesrec lint --fix`",
    "check_name": "missing-source",
    "fingerprint": "0000000000000afe",
    "severity": "minor",
    "location": {
      "path": "clients/星河_20260301.yaml",
      "lines": {
        "begin": 3
      }
    }
  },
  {
    "description": "“试点”没有下一步行动；解决办法：`salesrec log 星河_20260301 … --next \"具体行动\"`",
    "check_name": "missing-next-action",
    "fingerprint": "0000000000000b03",
    "severity": "major",
    "location": {
      "path": "clients/星河_20260301.yaml",
      "lines": {
        "begin": 5
      }
    }
  }
]
"#
    );
    assert_eq!(written(Format::Gitlab, &[], Lang::En), "[]\n");
}

#[test]
fn gitlab_fingerprints_stay_when_lines_move() {
    let mut moved = some();
    for finding in &mut moved {
        finding.place.line += 7;
    }
    let prints = |text: &str| {
        parsed(text).as_array().unwrap().iter().map(|issue| issue["fingerprint"].clone()).collect::<Vec<_>>()
    };
    let before = prints(&written(Format::Gitlab, &some(), Lang::En));
    assert_eq!(before, prints(&written(Format::Gitlab, &moved, Lang::En)));
    assert_eq!(before.len(), 3);
}

#[test]
fn junit_is_a_suite_a_file() {
    assert_eq!(
        with(Format::Junit, &some(), &EVERYTHING, Lang::En),
        r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="salesrec lint" tests="5" failures="3" errors="0" time="0.000">
  <testsuite name="records/clients/Acme &amp; Co_20260102.yaml" tests="2" failures="1" errors="0" skipped="1" time="0.000">
    <testcase name="missing-source" classname="records/clients/Acme &amp; Co_20260102.yaml" time="0.000">
      <skipped message="it is in the baseline"/>
    </testcase>
    <testcase name="unused-suppression" classname="records/clients/Acme &amp; Co_20260102.yaml" time="0.000">
      <failure message="named otherwise" type="info">records/clients/Acme &amp; Co_20260102.yaml: named otherwise
mend: `salesrec lint --unsafe-fixes`</failure>
    </testcase>
  </testsuite>
  <testsuite name="records/clients/星河_20260301.yaml" tests="3" failures="2" errors="0" skipped="1" time="0.000">
    <testcase name="missing-source" classname="records/clients/星河_20260301.yaml" time="0.000">
      <skipped message="the fair | sent no list"/>
    </testcase>
    <testcase name="missing-source source" classname="records/clients/星河_20260301.yaml" time="0.000">
      <failure message="“展会” is not the team&apos;s word" type="warning">records/clients/星河_20260301.yaml:3:9: “展会” is not the team&apos;s word
mend: `salesrec lint --fix`</failure>
    </testcase>
    <testcase name="missing-next-action deals[0]" classname="records/clients/星河_20260301.yaml" time="0.000">
      <failure message="“试点” has no next action" type="error">records/clients/星河_20260301.yaml:5:5: “试点” has no next action
mend: `salesrec log 星河_20260301 … --next &quot;DEED&quot;`</failure>
    </testcase>
  </testsuite>
</testsuites>
"#
    );
}

#[test]
fn junit_names_no_two_cases_alike() {
    let mut findings = some();
    findings.extend(some());
    let text = with(Format::Junit, &findings, &EVERYTHING, Lang::En);
    let cases: Vec<&str> = text.lines().filter(|line| line.contains("<testcase ")).collect();
    let names: std::collections::BTreeSet<&&str> = cases.iter().collect();
    assert_eq!(names.len(), cases.len(), "{text}");
    assert_eq!(cases.len(), findings.len());
    assert!(text.contains(r#"name="missing-next-action deals[0] #2""#), "{text}");
}

#[test]
fn junit_has_one_good_case_when_nothing_is_found() {
    assert_eq!(
        written(Format::Junit, &[], Lang::Zh),
        r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="salesrec lint" tests="1" failures="0" errors="0" time="0.000">
  <testsuite name="salesrec lint" tests="1" failures="0" errors="0" skipped="0" time="0.000">
    <testcase name="检查了 20 个文件，没有发现问题" classname="salesrec lint" time="0.000"/>
  </testsuite>
</testsuites>
"#
    );
}

#[test]
fn junit_spells_out_what_xml_cannot_hold() {
    assert_eq!(
        with(Format::Junit, &hostile()[1..], &ABOUT, Lang::En),
        written(Format::Junit, &[], Lang::En).replace("20 files", "20 files; 1 kept back")
    );
    assert_eq!(
        written(Format::Junit, &hostile()[..1], Lang::Zh),
        r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="salesrec lint" tests="1" failures="1" errors="0" time="0.000">
  <testsuite name="clients/\u{1b}[31m\u{202e}%0A::error::x,&lt;b&gt;&amp;&quot;&apos;|`](http://x) z\u{ffff}:1, 100%.yaml" tests="1" failures="1" errors="0" skipped="0" time="0.000">
    <testcase name="syntax [&quot;\u{1b}[31m\u{202e}%0A::error::x,&lt;b&gt;&amp;\&quot;&apos;|`](http://x)\r\nz\u{ffff}&quot;]" classname="clients/\u{1b}[31m\u{202e}%0A::error::x,&lt;b&gt;&amp;&quot;&apos;|`](http://x) z\u{ffff}:1, 100%.yaml" time="0.000">
      <failure message="\u{1b}[31m\u{202e}%0A::error::x,&lt;b&gt;&amp;&quot;&apos;|`](http://x) z\u{ffff}" type="error">clients/\u{1b}[31m\u{202e}%0A::error::x,&lt;b&gt;&amp;&quot;&apos;|`](http://x) z\u{ffff}:1, 100%.yaml:1:9: \u{1b}[31m\u{202e}%0A::error::x,&lt;b&gt;&amp;&quot;&apos;|`](http://x) z\u{ffff}
解决办法：\u{1b}[31m\u{202e}%0A::error::x,&lt;b&gt;&amp;&quot;&apos;|`](http://x) z\u{ffff}</failure>
    </testcase>
  </testsuite>
</testsuites>
"#
    );
}
