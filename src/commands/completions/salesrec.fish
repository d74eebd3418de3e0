# Completion of salesrec for fish: candidates come from the program itself, by pinyin too.
function __salesrec_complete
    set -l words (commandline --tokenize --cut-at-cursor --current-process)
    $words[1] __complete fish (count $words) $words (commandline --current-token) 2>/dev/null
end
complete --command salesrec --no-files --arguments '(__salesrec_complete)'
