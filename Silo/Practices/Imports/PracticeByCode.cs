namespace OutreachSilo.Practices;

/// <summary>The practice of an ODS code. All that imports need of the grain engine.</summary>
internal delegate IPracticeGrain PracticeByCode(string odsCode);
