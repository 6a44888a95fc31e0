// Words about themes: the chooser, what became of a theme, and what a theme is measured by.

/// What is told about themes.
public enum ThemeMessage: Message, Hashable {
    /// Shown from now on, until simdeck is left; how to keep it for good. Short: it stands in 80 columns.
    case kept(name: String, file: String)
    /// The theme's file was changed and read again.
    case edited(String)
    /// A theme that cannot be used; the one before stays.
    case broken(String)
    case noneFound
    /// What a theme says of the terminal behind it.
    case dark, light, both
    /// Keys of the chooser.
    case keyRestore
    // Words of a sample.
    case good, warning, bad, fresh, stale
}
