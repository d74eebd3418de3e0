# Completion of salesrec for PowerShell: candidates come from the program itself, by pinyin too.
Register-ArgumentCompleter -Native -CommandName salesrec -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $typed = $wordToComplete.Trim("'", '"')
    $words = @($before)
    if ($typed) { $words += $typed }
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    & $before[0] __complete powershell $before.Count @words 2>$null | ForEach-Object {
        $word, $help = $_ -split "`t", 2
        # PowerShell takes curly quotes for straight ones.
        $insert = if ($word -match "[^\w.=/-]") { "'" + ($word -replace "['\u2018-\u201b]", '$0$0') + "'" } else { $word }
        if (-not $help) { $help = $word }
        [System.Management.Automation.CompletionResult]::new($insert, $word, 'ParameterValue', $help)
    }
}
