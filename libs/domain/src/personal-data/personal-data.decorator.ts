import { ClassNotes } from '../metadata/class-notes.js';

const personalNotes = new ClassNotes<string>('personal-fields');

/**
 * Marks a field of an event that says something about a person.
 *
 * The mark changes nothing about how the event is decided, kept or read. Those who hand events on ask for it: an export
 * that is to leave the house puts a mask in the place of what the field holds.
 *
 * @example
 * @PersonalData() @IsString() readonly ownerId!: string;
 *
 * @throws StaticMember the field is static
 */
export function PersonalData() {
  return <Target extends object, Field extends keyof Target & string>(prototype: Target, field: Field): void => {
    personalNotes.add(prototype, field);
  };
}

/** The fields of a class that bear `@PersonalData`, those of its parents included, by the names under which they are kept. */
export function personalFieldsOf(ofClass: object): ReadonlySet<string> {
  return new Set(personalNotes.of(ofClass));
}
