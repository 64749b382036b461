namespace Xiezhi.Office.People;

/// <summary>What an account may be used for. One account has one role.</summary>
public enum AccountRole
{
    /// <summary>A person or firm: sees and acts in the cases in which it is a party.</summary>
    Citizen,
    /// <summary>At a window: opens cases for people who come, receives papers, serves documents, for one organ.</summary>
    Clerk,
    /// <summary>Handles the cases in which the organ has a part.</summary>
    Officer,
    /// <summary>An officer who also approves.</summary>
    Head,
    /// <summary>Looks at the cases of the organ and of all organs below it; acts in none.</summary>
    Supervisor,
    /// <summary>Keeps the accounts; sees no case file.</summary>
    Administrator,
}

/// <summary>Somebody who may sign in.</summary>
/// <param name="Id">The name for signing in: lower-case letters, digits and hyphens, 2 to 40 of them; never given to somebody else.</param>
/// <param name="Organ">Number of the organ in the city's list, 1-based; 0 for a citizen and for an administrator.</param>
/// <param name="Officer">Number within the organ, 1-based, as posts are given out; 0 for a citizen and for an administrator.</param>
/// <param name="Party">The party's number in every case; 0 for anybody but a citizen.</param>
/// <param name="Enabled">False: may not sign in, and every session and token has ended.</param>
public sealed record Account(string Id, string Name, AccountRole Role, int Organ, int Officer, long Party, bool Enabled = true);
