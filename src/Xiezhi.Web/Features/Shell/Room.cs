namespace Xiezhi.Web.Features.Shell;

/// <summary>The rooms of the site, as the navigation names them.</summary>
public enum Room { Home, Report, Figures, Cases, Procedures, Calendar, Verify, About, Matters, Track, Mine, Desk, People, Account }
