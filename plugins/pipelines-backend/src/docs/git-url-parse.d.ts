declare module 'git-url-parse' {
  /** What is used of the URL of a file at a host of repositories. */
  export default function gitUrlParse(url: string): {
    /** The path of the file in its repository; "" if the host isn't known. */
    filepath: string;
  };
}
