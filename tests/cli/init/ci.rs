//! The workflows and the action: what they run is run here, with a cargo that only says what it was asked.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::Records;

fn yaml(text: &str) -> Value {
    yaml_serde::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Runs a script as a runner does, at the top of the repository, with the program and a cargo that installs nothing.
fn script(records: &Records, script: &str, vars: &[(&str, &str)]) -> (bool, String) {
    records.write(".tools/cargo", "#!/bin/sh\necho \"cargo $*\" >> \"$ASKED\"\n");
    let tools = records.file(".tools");
    let cargo = tools.join("cargo");
    assert!(Command::new("chmod").arg("+x").arg(&cargo).status().expect("chmod").success());
    let program = Path::new(env!("CARGO_BIN_EXE_salesrec")).parent().expect("a folder");
    let path = format!("{}:{}:{}", tools.display(), program.display(), std::env::var("PATH").expect("a path"));
    let mut shell = Command::new("bash");
    shell.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(records.path());
    shell.env("PATH", path).env("ASKED", records.file(".tools/asked")).env("SALESREC_NOW", crate::support::NOW);
    shell.env("HOME", records.path()).envs(vars.iter().copied());
    let output = shell.output().expect("a shell");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).expect("UTF-8"))
}

/// A repository with records in a folder of an awkward name, and the workflow of the service in it.
fn repository(service: &str, path: &str) -> (Records, Value) {
    let records = Records::none();
    assert!(Command::new("git").args(["init", "-q"]).arg(records.path()).status().expect("git").success());
    records.run(&["init", FOLDER, "--name", "x", "--ci", service]).ok();
    records.write(&format!("{FOLDER}/clients/Acme_20260302.yaml"), "client: [a\n");
    let workflow = yaml(&records.read(path));
    (records, workflow)
}

const FOLDER: &str = "team o'hara: east #1";

#[test]
fn the_workflow_of_github_installs_once_and_shows_what_is_wrong_in_the_pull_request() {
    let (records, workflow) = repository("github", ".github/workflows/records.yml");
    // A reader of YAML 1.1 takes `on` for yes.
    assert!(workflow.get("on").or(workflow.get("true")).is_some_and(|on| on["pull_request"].is_null()), "{workflow}");
    assert_eq!(workflow["permissions"]["contents"], "read");
    let steps = workflow["jobs"]["lint"]["steps"].as_array().expect("steps");
    assert_eq!(steps[0]["with"]["fetch-depth"], 0);
    let cached = steps[1]["with"]["path"].as_str().expect("a path");
    assert!(cached.ends_with("/bin/salesrec"), "{cached}");
    let runs: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert_eq!(runs.len(), 2, "{workflow}");
    assert!(script(&records, runs[0], &[]).0, "the program is there");
    assert!(!records.file(".tools/asked").exists(), "nothing is installed");
    let page = records.file("page.md").display().to_string();
    let (well, said) = script(&records, runs[1], &[("GITHUB_STEP_SUMMARY", &page)]);
    assert!(!well, "an error fails the job: {said}");
    let place = "::error file=team o'hara%3A east #1/clients/Acme_20260302.yaml,line=1,";
    assert!(said.starts_with(place), "{said}");
    assert!(records.read("page.md").contains("| syntax |"), "{}", records.read("page.md"));
    // A pull request answers for what it changes.
    assert_eq!(steps[3]["env"]["BASE"], "${{ github.base_ref }}");
    let other = format!("{FOLDER}/clients/Bravo_20260302.yaml");
    for words in [&["add", "."][..], &["commit", "-qm", "a"], &["update-ref", "refs/remotes/origin/main", "HEAD"]] {
        records.git(words);
    }
    records.write(&other, "client: [b\n");
    let (well, said) = script(&records, runs[1], &[("BASE", "main")]);
    assert!(!well && said.contains("Bravo") && !said.contains("Acme"), "{said}");
    std::fs::remove_file(records.file(&other)).expect("a file");
    assert!(script(&records, runs[1], &[("BASE", "main")]).0, "what lies in others is no hindrance");
}

#[test]
fn the_workflow_of_gitlab_leaves_its_two_reports_where_it_says() {
    let (records, workflow) = repository("gitlab", ".gitlab-ci.yml");
    let job = &workflow["lint"];
    let lines: Vec<&str> = job["script"].as_array().expect("a script").iter().filter_map(Value::as_str).collect();
    let (well, said) = script(&records, lines[0], &[]);
    assert!(well, "{said}");
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(records.read(".tools/asked"), format!("cargo install salesrec --version {version} --locked\n"));
    // What cargo would have put there.
    std::fs::create_dir_all(records.file(".cargo/bin")).expect("a folder");
    std::fs::copy(env!("CARGO_BIN_EXE_salesrec"), records.file(".cargo/bin/salesrec")).expect("the program");
    let (well, said) = script(&records, &lines.join("\n"), &[]);
    assert!(!well, "an error fails the job: {said}");
    assert_eq!(records.read(".tools/asked").lines().count(), 1, "not installed again");
    assert_eq!(job["artifacts"]["when"], "always", "a failed job has reports too");
    assert!(job["rules"][0]["if"].as_str().is_some_and(|rule| rule.contains("merge_request_event")), "{job}");
    let report = |name: &str| records.read(job["artifacts"]["reports"][name].as_str().expect("a file"));
    let quality: Value = serde_json::from_str(&report("codequality")).expect("JSON");
    assert_eq!(quality[0]["location"]["path"], format!("{FOLDER}/clients/Acme_20260302.yaml"));
    assert!(report("junit").contains("<failure"), "{}", report("junit"));
    // A merge request answers for what it changes.
    for words in [&["add", FOLDER][..], &["commit", "-qm", "a"]] {
        records.git(words);
    }
    let (well, said) = script(&records, &lines.join("\n"), &[("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD")]);
    assert!(well, "{said}");
    assert_eq!(report("codequality").trim(), "[]");
}

#[test]
fn the_workflow_of_gitee_tells_in_its_log_what_is_wrong() {
    let (records, workflow) = repository("gitee", ".workflow/records.yml");
    let step = &workflow["stages"][0]["steps"][0];
    let lines: Vec<&str> = step["command"].as_array().expect("commands").iter().filter_map(Value::as_str).collect();
    let (well, said) = script(&records, &lines.join("\n"), &[]);
    assert!(!well && said.contains("错误[syntax]"), "{said}");
    assert!(records.read(".tools/asked").starts_with("cargo install salesrec --version "), "{said}");
}

#[test]
fn the_action_installs_what_is_lacking_and_takes_more_arguments() {
    let (records, _) = repository("github", ".github/workflows/records.yml");
    let action = yaml(include_str!("../../../action.yml"));
    let steps = action["runs"]["steps"].as_array().expect("steps");
    assert!(action["runs"]["using"] == "composite" && steps.iter().all(|step| step["shell"] == "bash"), "{action}");
    let run = |at: usize, vars: &[(&str, &str)]| script(&records, steps[at]["run"].as_str().expect("a script"), vars);
    assert!(run(0, &[("GITHUB_ACTION_PATH", "/nowhere")]).0);
    for (name, input) in [("DIRECTORY", "directory"), ("CHANGED", "changed"), ("ARGUMENTS", "arguments")] {
        assert_eq!(steps[1]["env"][name], format!("${{{{ inputs.{input} }}}}"));
        assert!(action["inputs"][input]["default"].is_string(), "{input}");
    }
    let (well, said) = run(1, &[("DIRECTORY", FOLDER), ("ARGUMENTS", "")]);
    assert!(!well && said.starts_with("::error file=team o'hara"), "{said}");
    let (well, said) = run(1, &[("DIRECTORY", FOLDER), ("ARGUMENTS", "--fail-on never --level error")]);
    assert!(well && said.starts_with("::error file=team o'hara"), "{said}");
}

#[test]
fn the_hooks_for_pre_commit_check_the_files_that_they_are_given() {
    let hooks = yaml(include_str!("../../../.pre-commit-hooks.yaml"));
    let hooks = hooks.as_array().expect("a list").clone();
    let records = Records::small();
    records.write("clients/Acme_20260302.yaml", "client: [a\n");
    records.write("clients/Bravo_20260302.yaml", "client: [a\n");
    let found = |hook: &Value, files: &str| {
        assert!(hook["files"].as_str().is_some_and(|files| files.contains("clients|archive")), "{hook}");
        let entry = hook["entry"].as_str().expect("an entry");
        let (well, said) = script(&records, &format!("{entry} --output concise {files}"), &[]);
        assert!(!well, "{said}");
        said.lines().count()
    };
    assert_eq!(found(&hooks[0], "clients/Bravo_20260302.yaml"), 1, "only what is committed");
    assert_eq!(hooks[1]["pass_filenames"], false);
    assert_eq!(found(&hooks[1], ""), 2, "all of them");
}
