using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Acts;

/// <summary>In whose name the law sees somebody act.</summary>
public static class Actors
{
    // Parties without an account have numbers above all that accounts are given.
    private const long WithoutAccount = 1L << 61;

    /// <summary>The actor that somebody is in every case; null for whoever acts in none: a supervisor, an administrator, a stranger.</summary>
    public static Actor? Of(Viewer viewer) => viewer switch
    {
        Viewer.Tracker tracker => Actor.OfParty(tracker.Party),
        Viewer.SignedIn { Account: { Enabled: true, Role: AccountRole.Citizen } citizen } => Actor.OfParty(citizen.Party),
        Viewer.SignedIn { Account: { Enabled: true, Role: AccountRole.Clerk or AccountRole.Officer or AccountRole.Head } officer } => Actor.OfOrgan(officer.Organ, officer.Officer),
        _ => null,
    };

    /// <summary>The actor of an act: as <see cref="Of(Viewer)"/>, and for a stranger a new party, the same whenever the key is sent again.</summary>
    /// <param name="opens">Whether the act opens a case; in a case that exists a stranger is nobody.</param>
    public static Actor? Of(Viewer viewer, string role, string key, bool opens) =>
        viewer is Viewer.Stranger && opens ? Actor.OfParty(NewParty(role, key)) : Of(viewer);

    /// <summary>The number of a party without an account, from the key of the act that brings it in: a repeated act brings in the same one.</summary>
    public static long NewParty(string role, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"xiezhi party\n{role}\n{key}"));
        return WithoutAccount | (BinaryPrimitives.ReadInt64BigEndian(hash) & (WithoutAccount - 1));
    }
}
