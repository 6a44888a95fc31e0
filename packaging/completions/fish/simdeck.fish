# fish completion for simdeck. Made by `simdeck generate completions`; do not edit.
function __simdeck_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for entry in ($words[1] complete line -- $words "$current" 2>/dev/null)
        if string match -q ':files*' -- $entry
            set -l after (string replace ':files'\t '' -- $entry)
            set -l rest (string sub -s (math (string length -- "$after") + 1) -- "$current")
            for path in (__fish_complete_path "$rest")
                printf '%s%s\n' "$after" $path
            end
        else
            echo $entry
        end
    end
end
complete -c simdeck -f -a '(__simdeck_complete)'
