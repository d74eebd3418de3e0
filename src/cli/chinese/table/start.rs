//! Setting up, the team, and the program itself.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    ("init", "新建记录目录：设置、文件夹、结构定义"),
    (
        "init +",
        "salesrec.toml 里写好了七个阶段和常用词汇，逐项带注释，语言与本次运行相同。已有的文件一律不覆盖。在已有的记录目录中，`--ci` 和 `--git` 只添加各自的内容，不动其他文件。",
    ),
    ("init <DIR>", "目录；不写则为当前目录"),
    ("init --name", "团队名称；不写则用目录名"),
    ("init --timezone", "团队的时区，如 Asia/Shanghai"),
    ("init --currency", "团队的币种，如 CNY"),
    ("init --git", "同时建立 git 仓库，已在仓库中则不建；此后每次提交前运行 `lint`"),
    ("init --ci", "写出在该平台上检查档案的工作流：github、gitlab 或 gitee"),
    ("person", "团队成员：加入、列出、查看"),
    ("person add", "把一位成员加入 salesrec.toml"),
    ("person add <ID>", "成员在档案中的编号：小写字母、数字、点、短横线、下划线"),
    ("person add --name", "姓名"),
    ("person add --email", "邮箱；与 git 的 user.email 相同时，工具就知道是谁在操作"),
    ("person add --role", "角色：rep（销售，默认）、manager（经理）、assistant（内勤）或 finance（财务）"),
    ("person add --region", "销售区域"),
    ("person add --manager", "上级，须是团队成员"),
    ("person list", "列出团队成员"),
    ("person list --all", "也列出已离职的"),
    ("person show", "查看一位成员的客户、进行中的商机和逾期事项"),
    ("person show <PERSON>", "成员：编号、姓名、邮箱，或其中唯一的一段"),
    ("config", "查看每项设置及其来源；设定自己的偏好"),
    (
        "config +",
        "优先顺序：命令行、SALESREC_… 环境变量、自己的设置文件、记录目录的 salesrec.toml、默认值。没有写明自己是谁时，看 git 的 user.email。",
    ),
    ("config --origin", "显示每个值来自哪里"),
    ("config set", "在自己的设置文件中设定一项：me、language 或 editor"),
    ("config set <KEY>", "me（我是谁）、language（语言）或 editor（编辑器）"),
    ("config set <VALUE>", "值：团队成员、zh 或 en、编辑器命令"),
    ("config path", "输出自己的设置文件的路径"),
    ("demo", "在内置示例的副本上演示一遍"),
    (
        "demo +",
        "把一个小团队的档案复制到一个目录，列出逾期事项，记录一次沟通，推进商机，再显示文件里改了什么。这个目录以外的东西一概不动。",
    ),
    ("demo <DIR>", "放副本的目录，须是新的或空的；不写则用临时目录"),
    ("schema", "输出客户文件的 JSON Schema，供编辑器使用"),
    (
        "schema +",
        "`init` 已把它写到 .salesrec/client.schema.json，客户文件的第一行把编辑器指到那里。程序更新后请运行：`salesrec schema > .salesrec/client.schema.json`。",
    ),
    ("completions", "输出 shell 的补全脚本：命令、选项和档案中的内容"),
    (
        "completions +",
        "客户、成员、联系人、商机、阶段、行动和词汇都实时补全，也可用拼音。bash 用户：\nsalesrec completions bash > ~/.local/share/bash-completion/completions/salesrec",
    ),
    ("completions <SHELL>", "bash、zsh、fish、powershell 或 elvish"),
    ("man", "输出手册页，或写出所有命令的手册页"),
    ("man --out", "每个命令一页，写到这个目录"),
];
