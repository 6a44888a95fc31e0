// The shells' side of completion. They only hand the words over and take the offers back; what is offered
// is decided in one place (``Completer``).

/// The script of each shell, with the path it has in an installation.
enum CompletionScripts {
    static let all: [(path: String, text: String)] = [
        ("bash/simdeck", bash), ("zsh/_simdeck", zsh), ("fish/simdeck.fish", fish),
    ]

    static let bash = #"""
        # bash completion for simdeck. Made by `simdeck generate completions`; do not edit.
        _simdeck() {
            local line=${COMP_LINE:0:COMP_POINT} entry word current lead piece
            local -a typed=()
            COMPREPLY=()
            read -ra typed <<<"$line"
            [[ $line == *[[:space:]] ]] && typed+=("")
            current=${typed[${#typed[@]}-1]}
            # bash breaks words at ":", "=" and "@": what stands before the break is not to be repeated.
            piece=${COMP_WORDS[COMP_CWORD]}
            [[ $piece == [:=@] ]] && piece=""
            lead=""
            [[ $current == *"$piece" ]] && lead=${current%"$piece"}
            while IFS= read -r entry; do
                case $entry in
                    :files$'\t'*)
                        local after=${entry#*$'\t'} path
                        while IFS= read -r path; do
                            [[ -d $path ]] && path+=/
                            printf -v path %q "$path"
                            word=$after$path
                            COMPREPLY+=("${word#"$lead"}")
                        done < <(compgen -f -- "${current#"$after"}")
                        ;;
                    ?*)
                        word=${entry%%$'\t'*}
                        [[ $word == *[[:space:]]* ]] && printf -v word %q "$word"
                        COMPREPLY+=("${word#"$lead"}")
                        ;;
                esac
            done < <("$1" complete line -- "${typed[@]}" 2>/dev/null)
            [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=/@] ]] && compopt -o nospace
            return 0
        }
        complete -F _simdeck simdeck

        """#

    static let zsh = #"""
        #compdef simdeck
        # zsh completion for simdeck. Made by `simdeck generate completions`; do not edit.
        _simdeck() {
            local entry word after
            local -a whole open
            local has_files=""
            while IFS= read -r entry; do
                case $entry in
                    (:files$'\t'*) has_files=yes; after=${entry#*$'\t'} ;;
                    (?*)
                        word=${entry%%$'\t'*}
                        word=${word//:/\\:}
                        [[ $entry == *$'\t'* ]] && word+=:${entry#*$'\t'}
                        if [[ ${entry%%$'\t'*} == *[=@] ]]; then open+=($word); else whole+=($word); fi
                        ;;
                esac
            done < <(${~${(Q)words[1]}} complete line -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
            local result=1
            if (( $#open )); then _describe -t open simdeck open -S '' && result=0; fi
            if (( $#whole )); then _describe -t values simdeck whole && result=0; fi
            if [[ -n $has_files ]]; then
                IPREFIX+=${PREFIX[1,${#after}]}
                PREFIX=${PREFIX[${#after}+1,-1]}
                _files && result=0
            fi
            return result
        }
        if [[ $funcstack[1] == _simdeck ]]; then _simdeck "$@"; else compdef _simdeck simdeck; fi

        """#

    static let fish = #"""
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

        """#
}
